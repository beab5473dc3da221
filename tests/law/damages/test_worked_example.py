"""The worked example of docs/law/damages.md: its figures are those the workbench gives."""

from pathlib import Path

from quandun.kernel.money import yuan_text
from quandun.law import api

DOCS = Path(__file__).resolve().parents[3] / "docs/law"


def test_the_page_and_the_workbench_agree() -> None:
    page = (DOCS / "damages.md").read_text(encoding="utf-8")
    (reading,) = api.assess_damages(api.read_damages_facts(DOCS / "examples/damages.json")).readings
    widest = reading.sensitivity[0]
    assert widest.name == "网店销售·贡献率"
    amounts = [fen for line in (reading.proved, reading.claimed) for fen in (line.base_fen, line.total_fen, line.awarded_fen)]
    amounts += [widest.least_fen, widest.most_fen]
    for fen in amounts:
        assert fen is not None
        assert yuan_text(fen).removesuffix(" 元") in page
