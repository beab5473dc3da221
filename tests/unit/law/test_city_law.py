"""What a city adds: values beside or instead of national ones, confirmations, calendars."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quandun.law import api

ON = date(2026, 9, 30)

LOCAL = """\
instrument: 某省行政处罚听证规定
read_from: 省政府公报
parameters:
  xx-hearing-individual:
    name_zh: 本省自然人听证数额
    statement_zh: 对自然人处以五千元以上罚款的，应当告知听证权。
    article: 第三条
    confidence: verified
    instead_of: mp-hearing-thresholds.individual_threshold
    authorised_by: 市场监督管理行政处罚听证办法 第五条
    values:
      individual_threshold:
        unit: CNY
        op: min
        dated:
          2026-01-01: {value: 5000, last_day: 2026-12-31}
"""
BESIDE = """\
instrument: 某市公示规定
read_from: 市政府公报
parameters:
  xx-publish-own-site:
    name_zh: 本市网站公示期限
    statement_zh: 同时在本市网站公示。
    article: 第二条
    confidence: medium
    beside: mp-publish-same-province.publish_within
    authorised_by: 某市条例 第九条
    values:
      publish_within:
        unit: working_day
        op: max
        dated:
          2026-01-01: {value: 10}
"""


@pytest.fixture(autouse=True)
def national_law_again() -> Iterator[None]:
    yield
    api.load(None)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_local_value_stands_instead_of_the_national_one_only_while_it_is_in_force(tmp_path: Path) -> None:
    write(tmp_path, "hearing.yaml", LOCAL)
    api.load(tmp_path)
    local = api.value("mp-hearing-thresholds.individual_threshold", on=ON)
    assert (local.value, local.ref, local.local_id) == (5000, "mp-hearing-thresholds.individual_threshold", "xx-hearing-individual")
    assert local.source == "某省行政处罚听证规定 第三条（依市场监督管理行政处罚听证办法 第五条）"
    assert api.value("mp-hearing-thresholds.individual_threshold", on=date(2027, 1, 1)).value == 10000
    assert api.value("mp-hearing-thresholds.organisation_threshold", on=ON).value == 100000


def test_putting_the_national_law_back_takes_the_local_value_away(tmp_path: Path) -> None:
    write(tmp_path, "hearing.yaml", LOCAL)
    api.load(tmp_path)
    api.load(None)
    assert api.value("mp-hearing-thresholds.individual_threshold", on=ON).value == 10000
    with pytest.raises(api.UnknownParameter):
        api.parameter("xx-hearing-individual")


def test_a_local_value_beside_leaves_the_national_one_and_is_named_with_it(tmp_path: Path) -> None:
    write(tmp_path, "publish.yaml", BESIDE)
    api.load(tmp_path)
    assert api.value("mp-publish-same-province.publish_within", on=ON).value == 20
    assert api.value("xx-publish-own-site", on=ON).value == 10
    assert api.parameter("mp-publish-same-province").beside == ("xx-publish-own-site",)
    assert api.parameter("xx-publish-own-site").domain == "market-penalty"
    assert api.due("xx-publish-own-site", starts=date(2026, 10, 16)).last_day == date(2026, 10, 30)


def test_two_local_values_instead_of_one_compete(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", LOCAL)
    write(tmp_path, "b.yaml", LOCAL.replace("xx-hearing-individual", "xx-hearing-again").replace("5000", "8000"))
    api.load(tmp_path)
    with pytest.raises(api.CompetingValues):
        api.value("mp-hearing-thresholds.individual_threshold", on=ON)


def test_a_confirmation_names_who_answered_and_lifts_the_doubt(tmp_path: Path) -> None:
    write(tmp_path, "confirmations.yaml", "mp-statement-and-defence.respond_within: {by: 王某（法制科）, on: 2026-03-01}\n")
    assert not api.due("mp-statement-and-defence", starts=ON).confirmed
    api.load(tmp_path)
    found = api.due("mp-statement-and-defence", starts=ON)
    assert (found.confidence, found.confirmed) == ("medium", True)
    assert any("王某（法制科）于2026年3月1日确认" in step for step in found.steps)
    assert not any(step.startswith("待确认") for step in found.steps)


def test_a_confirmation_does_not_cover_a_text_that_came_after_it(tmp_path: Path) -> None:
    write(tmp_path, "confirmations.yaml", "mp-statement-and-defence: {by: 王某（法制科）, on: 2021-07-14}\n")
    api.load(tmp_path)
    assert not api.value("mp-statement-and-defence", on=ON).confirmed


def test_a_city_can_load_the_year_this_edition_could_not_have(tmp_path: Path) -> None:
    write(
        tmp_path,
        "calendars/2027.yaml",
        "year: 2027\nnotice: 试验通知\nnumber: 试〔2026〕1号\nissued_on: 2026-11-25\nconfidence: verified\nread_from: 试验\n"
        "off_days:\n  - {name: 元旦, first_day: 2027-01-01, last_day: 2027-01-03}\nmakeup_workdays: []\n",
    )
    api.load(tmp_path)
    assert api.due("mp-serve-decision", starts=date(2026, 12, 25)).last_day == date(2027, 1, 6)
    assert not api.due("mp-admin-suit.direct", starts=date(2026, 10, 16)).provisional


@pytest.mark.parametrize(
    ("name", "text", "line", "says"),
    [
        ("x.yaml", LOCAL.replace("    instead_of: mp-hearing-thresholds.individual_threshold\n", ""), 4, "beside"),
        ("x.yaml", LOCAL.replace("    instead_of:", "    beside: mp-pay-fine\n    instead_of:"), 4, "beside"),
        ("x.yaml", LOCAL.replace("    authorised_by: 市场监督管理行政处罚听证办法 第五条\n", ""), 4, "缺少“authorised_by”"),
        ("x.yaml", LOCAL.replace("thresholds.individual_threshold", "threshold.individual_threshold"), 4, "不存在的"),
        ("x.yaml", LOCAL.replace("unit: CNY", "unit: count"), 4, "单位应当是 CNY"),
        ("x.yaml", LOCAL.replace("  xx-hearing-individual:", "  mp-pay-fine:"), 4, "已被使用"),
        ("confirmations.yaml", "mp-pay-fine: {by: 王某, on: 2026-03-01}\nmp-pay-fines: {by: 王某, on: 2026-03-01}\n", 2, "mp-pay-fine"),
        ("confirmations.yaml", "mp-pay-fine: {by: 王某}\n", 1, "缺少“on”"),
        ("calendars/2026.yaml", (Path(api.__file__).parent / "calendars/2026.yaml").read_text(encoding="utf-8"), 1, "不能由地方代替"),
    ],
)  # fmt: skip
def test_a_fault_is_named_and_the_law_in_force_stays(tmp_path: Path, name: str, text: str, line: int, says: str) -> None:
    write(tmp_path, name, text)
    before = api.current()
    with pytest.raises(api.BadParameterFile) as caught:
        api.load(tmp_path)
    assert caught.value.facts["file"] == str(tmp_path / name)
    assert caught.value.facts["line"] == line and says in str(caught.value.facts["reason"])
    assert api.current() is before


def test_a_folder_that_is_not_there_is_said_to_be_not_there(tmp_path: Path) -> None:
    with pytest.raises(api.BadParameterFile, match="文件夹不存在"):
        api.load(tmp_path / "law")
