"""From the facts of the sample matter to PDF."""

import json
import re
import threading
import zlib
from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from quandun.cases.case_types.administrative_penalty.documents import DOCUMENTS
from quandun.documents.domain.rendering import FONTS, render_pdf
from quandun.documents.errors import MissingField, MissingGlyphs, TemplateBroken
from tests.unit.documents.walk import Made, everything, find, matter

EVERYTHING = everything()
ABSENT = "㐂"  # U+3402, a form of 喜 met in names; not among the standard characters

PAGES = {
    "investigation_report": 3,
    "penalty_notice": 3,
    "penalty_decision": 4,
    "identification_request": 2,
    "identification_opinion": 2,
    "seizure_decision": 2,
    "inquiry_record": 2,
    "publication_copy": 2,
}  # all others: one


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def template(tmp_path: Path, source: str) -> Path:
    path = tmp_path / "tried.typ"
    path.write_text('#import "/layout.typ": *\n#show: sheet\n' + source, "utf-8")
    return path


@pytest.mark.parametrize("made", EVERYTHING, ids=lambda made: made.name)
def test_it_becomes_an_archivable_pdf_of_the_expected_length(made: Made) -> None:
    pdf = render_pdf(made.template, made.data)
    assert pdf.startswith(b"%PDF-1.7")
    assert re.search(rb"pdfaid:part>2<.*pdfaid:conformance>B<", pdf, re.S)
    assert pages(pdf) == PAGES.get(made.key, 1)


@pytest.mark.parametrize("made", EVERYTHING, ids=lambda made: made.name)
def test_equal_facts_give_equal_bytes(made: Made) -> None:
    assert render_pdf(made.template, made.data) == render_pdf(made.template, json.loads(json.dumps(made.data)))


def test_other_facts_give_other_bytes() -> None:
    made = find("decide-penalty_decision")
    before = render_pdf(made.template, made.data)
    made.data["party"]["name"] = "历下区曲水小筑茶具店"
    assert render_pdf(made.template, made.data) != before


def test_only_the_committed_font_is_embedded() -> None:
    made = find("decide-penalty_decision")
    fonts = set(re.findall(rb"/BaseFont\s*/([\w+-]+)", render_pdf(made.template, made.data)))
    assert fonts
    assert {name.split(b"+")[-1].split(b"-")[0] for name in fonts} == {b"NotoSerifSCQuandun"}


def test_many_threads_render_at_once() -> None:
    made = find("preserve_evidence-preservation_notice")
    expected = render_pdf(made.template, made.data)
    seen: list[bool] = []

    def work() -> None:
        seen.extend(render_pdf(made.template, made.data) == expected for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 20


def test_a_character_no_font_has_is_refused_with_its_field() -> None:
    made = find("seize-goods_list")
    made.data["answers"]["goods"][1]["name"] = f"茶杯（{ABSENT}记）"
    with pytest.raises(MissingGlyphs) as refused:
        render_pdf(made.template, made.data)
    assert refused.value.facts["characters"] == ABSENT
    assert refused.value.facts["where"] == "answers.goods[1].name"
    assert "U+3402" in refused.value.sentence()
    assert "补充字体目录" in refused.value.sentence()


def test_a_character_missing_in_the_template_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingGlyphs) as refused:
        render_pdf(template(tmp_path, f"{ABSENT}\n"), matter(title="试"))
    assert refused.value.facts["where"] == "模板 tried.typ"


def test_a_further_font_supplies_the_character(tmp_path: Path) -> None:
    font = TTFont(FONTS / "NotoSerifSC-Quandun.otf", lazy=True)
    subsetter = Subsetter(Options())
    subsetter.populate(text="喜")
    subsetter.subset(font)
    for table in font["cmap"].tables:
        table.cmap = {ord(ABSENT): table.cmap[ord("喜")]}
    for record in font["name"].names:
        if record.nameID in {1, 4}:
            record.string = "Rare"
    font.save(tmp_path / "rare.otf")
    made = find("decide-penalty_decision")
    made.data["party"]["operator"] = f"郑{ABSENT}"
    pdf = render_pdf(made.template, made.data, extra_fonts=tmp_path)
    assert len(set(re.findall(rb"/BaseFont\s*/([\w+-]+)", pdf))) > 1


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("decide-penalty_decision", "terms.payment"),
        ("decide-penalty_decision", "unit.court"),
        ("decide-penalty_decision", "answers.discretion_rule"),
        ("decide-penalty_decision", "issued.penalty_notice"),
        ("seize-seizure_decision", "clocks.seizure"),
        ("file_case-case_filing_approval", "party.address"),
        ("verify_on_site-on_site_record", "answers.site_findings"),
        ("deposit-receipt", "receipt.root_hash"),
        ("publish-publication_copy", "publication.masked"),
        ("decide-penalty_decision", "document.verify_code"),
        ("decide-penalty_decision", "right.owner"),
        ("decide-penalty_decision", "case.filed_on_text"),
    ],
)
def test_a_missing_fact_is_named(name: str, path: str) -> None:
    made = find(name)
    *way, last = path.split(".")
    place = made.data
    for key in way:
        place = place[key]
    del place[last]
    with pytest.raises(MissingField) as refused:
        render_pdf(made.template, made.data)
    assert refused.value.facts["field"] == path
    assert made.template.name in refused.value.sentence()


def test_a_fact_of_an_earlier_step_that_nobody_stated_is_named() -> None:
    made = find("decide-penalty_decision")
    del made.data["file"]["conclude_investigation"]["violated_provision"]
    with pytest.raises(MissingField) as refused:
        render_pdf(made.template, made.data)
    assert refused.value.facts["field"] == "violated_provision"


@pytest.mark.parametrize("path", ["unit.court", "terms.suit.text"])
def test_an_empty_remedy_is_as_missing_as_none(path: str) -> None:
    made = find("decide-penalty_decision")
    *way, last = path.split(".")
    place = made.data
    for key in way:
        place = place[key]
    place[last] = ""
    with pytest.raises(MissingField) as refused:
        render_pdf(made.template, made.data)
    assert refused.value.facts["field"] == path


def test_a_document_without_a_date_is_refused() -> None:
    made = find("decide-penalty_decision")
    made.data["document"]["date_text"] = "十月"
    with pytest.raises(MissingField) as refused:
        render_pdf(made.template, made.data)
    assert refused.value.facts["field"] == "document.date_text"


def test_a_template_cannot_read_the_machine(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("x", "utf-8")
    with pytest.raises(TemplateBroken):
        render_pdf(template(tmp_path, f'#read("{secret}")\n#read("../secret.txt")\n'), matter(title="试"))


def test_facts_are_text_and_never_markup(tmp_path: Path) -> None:
    made = find("decide-penalty_decision")
    made.data["party"]["name"] = '#panic("run") $x$ *粗* <a> @b'
    assert render_pdf(made.template, made.data).startswith(b"%PDF")


def test_a_broken_template_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(TemplateBroken) as refused:
        render_pdf(template(tmp_path, "\n#nonsense\n"), matter(title="试"))
    assert "tried.typ 第 4 行" in refused.value.sentence()


def test_the_stand_in_seal_and_its_mark_appear_only_in_a_demonstration() -> None:
    made = find("decide-penalty_decision")
    shown = render_pdf(made.template, made.data)
    made.data["document"]["demo"] = False
    plain = render_pdf(made.template, made.data)
    red = rb"0\.78431\d* 0\.0862\d* 0\.1137\d*"
    assert re.search(red, _content(shown))
    assert not re.search(red, _content(plain))


def _content(pdf: bytes) -> bytes:
    """Return the page streams, inflated."""
    found = []
    for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            found.append(zlib.decompress(raw))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_the_pdf_is_dated_by_the_document_and_not_by_the_machine() -> None:
    pdf = render_pdf(find("decide-penalty_decision").template, find("decide-penalty_decision").data)
    assert re.findall(rb"/CreationDate\s*\(D:(\d{8})", pdf) == [b"20261016"]


def test_a_case_without_a_report_needs_no_reporter() -> None:
    made = find("register_source-case_source_register")
    made.data["report"] = {}
    made.data["answers"]["source_materials"] = "监督检查中发现。"
    assert pages(render_pdf(made.template, made.data)) == 1


@pytest.mark.parametrize("made", EVERYTHING, ids=lambda made: made.name)
def test_optional_facts_may_be_absent(made: Made) -> None:
    made = find(made.name)  # a copy of its own to spoil
    optional = {f.key for spec in DOCUMENTS for f in spec.fields if not f.required} - {"electronic_address"}  # needed with consent
    for facts in (made.data["answers"], *made.data["file"].values()):
        for key in optional:
            for name in (key, f"{key}_text", f"{key}_words"):
                facts.pop(name, None)
    assert render_pdf(made.template, made.data).startswith(b"%PDF")
