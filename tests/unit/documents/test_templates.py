"""The templates of the administrative penalty, read as text: words, numbers, and where each fact comes from."""

import re
from collections import Counter
from pathlib import Path

import pytest

from quandun.cases.case_types.administrative_penalty.documents import DOCUMENTS
from quandun.cases.case_types.administrative_penalty.terms import TERMS
from tests.unit.documents.walk import PUBLICATION_COPY, RECEIPT, TEMPLATES, load

SPECS = {spec.key: spec for spec in DOCUMENTS}
FILES = sorted(TEMPLATES.glob("*.typ"))
LAYOUT = Path(__file__).parents[3] / "quandun/documents/typst/layout.typ"
SPOKEN = [*FILES, PUBLICATION_COPY, RECEIPT, LAYOUT]

# Stated at steps that issue no document.
OF_OTHER_STEPS = {"competence_reason", "defence_on_text", "defence", "hearing_asked", "paid_on_text", "paid_fen_text", "published_on_text"}

STATUTORY = re.compile(
    r"[一二两三四五六七八九十百千万\d]+\s*个?(?:工作日|小时|日内|天|个月|月内|年内|倍|万元|元|％|%)"
    r"|百分之[一二三四五六七八九十百]"
)


def spoken(path: Path) -> str:
    """Return the text without comments and without lengths given in per cent."""
    text = re.sub(r"(?m)(?<!:)//.*$", "", path.read_text("utf-8"))
    return re.sub(r"(?:(?:width|length|x|y): |\(|, )\d+%", "", text)


def derived(key: str) -> set[str]:
    return {key, f"{key}_text", f"{key}_words"}


def read_keys(path: Path) -> set[str]:
    return set(re.findall(r"\banswers\.([a-z_]+)", spoken(path))) - {"at"} | set(
        re.findall(r'(?:optional\(answers, |answers\.at\(|item\()"([a-z_]+)"', spoken(path))
    )


def test_every_document_has_its_template_and_every_template_its_document() -> None:
    assert {spec.template for spec in DOCUMENTS} == {path.stem for path in FILES}
    assert len(DOCUMENTS) == 21


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.stem)
def test_it_types_no_statutory_number(path: Path) -> None:
    assert STATUTORY.findall(spoken(path)) == []


def test_the_search_for_statutory_numbers_finds_them() -> None:
    for planted in ("自收到之日起六十日内", "五个工作日", "二十五万元以下", "每日百分之三", "按3%加处", "30日内", "六个月内"):
        assert STATUTORY.search(planted), planted


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.stem)
def test_nobody_is_called_an_infringer(path: Path) -> None:
    text = spoken(path)
    assert "侵权人" not in text
    assert "违法者" not in text
    if path.stem not in {"penalty_decision", "publication_copy"}:
        for found in re.finditer("侵权|侵犯", text):
            assert "涉嫌" in text[max(0, found.start() - 4) : found.start()], text[found.start() - 8 : found.end() + 8]


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.stem)
def test_it_needs_nothing_from_the_network(path: Path) -> None:
    assert set(re.findall(r'#import "([^"]+)"', path.read_text("utf-8"))) <= {"/layout.typ"}
    assert "@preview" not in path.read_text("utf-8")


@pytest.mark.parametrize("key", sorted(SPECS))
def test_its_template_reads_only_facts_that_are_asked_for(key: str) -> None:
    spec = SPECS[key]
    asked = set().union(*(derived(f.key) for f in spec.fields)) if spec.fields else set()
    assert read_keys(TEMPLATES / f"{spec.template}.typ") <= asked


@pytest.mark.parametrize("key", sorted(SPECS))
def test_every_fact_asked_for_is_used_by_some_template(key: str) -> None:
    used = set().union(*(read_keys(path) for path in FILES))
    used |= {name for path in FILES for name in re.findall(r'(?:known|has)\("([a-z_]+)"\)', spoken(path))}
    assert [f.key for f in SPECS[key].fields if not derived(f.key) & used] == []


def test_facts_of_earlier_steps_have_one_meaning() -> None:
    stated = Counter(f.key for spec in DOCUMENTS for f in spec.fields)
    wanted = {name for path in FILES for name in re.findall(r'(?:known|has)\("([a-z_]+)"\)', spoken(path))} - OF_OTHER_STEPS
    for name in wanted:
        sources = [key for key in stated if name in derived(key)]
        assert [stated[key] for key in sources] == [1], name


def test_every_term_read_is_documented_and_in_the_sample() -> None:
    read = {name for path in [*FILES, LAYOUT] for name in re.findall(r"\bterms\.([a-z_]+)\b", spoken(path))}
    assert read == {term.name for term in TERMS}
    assert set(load("matter.json")["terms"]) == {term.name for term in TERMS}


def test_choices_have_both_languages_and_personal_facts_are_marked() -> None:
    for spec in DOCUMENTS:
        assert spec.title_en
        for f in spec.fields:
            assert f.label
            assert f.label_en
            assert bool(f.choices) == (f.kind == "choice")
            assert all(len(choice) == 3 and all(choice) for choice in f.choices)
    personal = {f.key for spec in DOCUMENTS for f in spec.fields if f.personal}
    assert {"inquired_id_number", "inquired_phone", "delivery_address", "party_present", "served_recipient"} <= personal
