"""The plan reader against four real plans read by hand, and those readings against the texts without the reader."""

import re
from typing import Any

import pytest

from quandun.assessment.domain.plan_reader import as_json, read_plan
from tests.unit.assessment.mutations import FLOOR, MUTATIONS, scores
from tests.unit.assessment.plans import KEYS, expected, figures, parts, rows, text_of

FRAME = ("title", "notice_title", "issuers", "addressees", "date", "disclosure", "sections")
LARGER = KEYS[1:]
READ: dict[str, dict[str, Any]] = {key: as_json(read_plan(text_of(key))) for key in KEYS}


@pytest.mark.parametrize("key", KEYS)
def test_it_reads_the_frame_of_the_document(key: str) -> None:
    for read, wanted in zip(parts(READ[key]), parts(expected(key)), strict=True):
        assert [read[name] for name in FRAME] == [wanted[name] for name in FRAME]
        if "document_number" in wanted:
            assert (read["document_number"], read["preamble"]) == (wanted["document_number"], wanted["preamble"])


@pytest.mark.parametrize("key", KEYS)
def test_it_reads_groups_tasks_measures_units_and_leads_exactly(key: str) -> None:
    for read, wanted in zip(parts(READ[key]), parts(expected(key)), strict=True):
        assert [(group["number"], group["title"], len(group["tasks"])) for group in read["groups"]] == [
            (group["number"], group["title"], len(group["tasks"])) for group in wanted["groups"]
        ]
        assert bool(read["overall"]) == bool(wanted["overall"])
        if wanted["overall"]:
            assert read["overall"]["measures"] == wanted["overall"]["measures"]
    for read, wanted in zip(rows(READ[key]), rows(expected(key)), strict=True):
        for name in ("number", "label", "title", "measures", "units", "lead_units", "support_units"):
            if name in wanted:
                assert read[name] == wanted[name]
        if "collective" in wanted:
            assert [unit for segment in read["segments"] for unit in segment["collective"]] == wanted["collective"]


@pytest.mark.parametrize("key", KEYS)
def test_it_reads_targets_and_takes_nothing_else_for_one(key: str) -> None:
    for read, wanted in zip(parts(READ[key]), parts(expected(key)), strict=True):
        if wanted["overall"]:
            assert figures(read["overall"]["targets"]) == figures(wanted["overall"]["targets"])
    for read, wanted in zip(rows(READ[key]), rows(expected(key)), strict=True):
        assert figures(read["targets"]) == figures(wanted["targets"])
        boxes = [[figures(box["targets"]) for box in row.get("boxes", [])] for row in (read, wanted)]
        assert boxes[0] == boxes[1]
    texts = [target["text"] for row in rows(READ[key]) for target in row["targets"]]
    assert not [(text, no) for text in texts for no in expected(key)["not_targets"] if no in text]


@pytest.mark.parametrize("key", KEYS)
def test_every_line_given_holds_the_words(key: str) -> None:
    lines = re.split(r"\n", text_of(key))
    for row in rows(READ[key]):
        assert row["title"][:4] in lines[row["line"] - 1]
        for target in row["targets"]:
            assert target["text"][:5] in lines[target["line"] - 1]


# What can be checked of the readings without the reader.


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


LISTS = {
    "anhui-iiot-2021": (r"（责任单位：(.*?)）", r"[、，]"),
    "guangzhou-talent-2012": (r"（牵头单位：(.*?)）(?=\s*\n|\s*$)", r"，配合单位：|[、，](?!县级市)"),
    "guofa-2018-38-zimaoqu": (r"（负责部门：(.*?)(?:等部门)?(?:[，；]适用范围.*?)?）", "、"),
}


@pytest.mark.parametrize("key", LARGER)
def test_the_units_read_by_hand_are_those_of_the_text(key: str) -> None:
    whole, separators = LISTS[key]
    found = [re.split(separators, inner) for inner in re.findall(whole, text_of(key))]
    assert found == [row["units"] for row in rows(expected(key)) if row["units"]]


@pytest.mark.parametrize("key", LARGER)
def test_title_measures_and_units_account_for_the_text_in_order(key: str) -> None:
    wanted = expected(key)
    text = bare(text_of(key))
    at = 0
    for row in rows(wanted):
        head = row["label"] + row["title"]
        for words in (head, *row["measures"], *row["units"]):
            found = text.find(bare(words), at)
            assert found >= 0, (row["label"], words)
            assert words == head or not row["units"] or found - at <= len("，适用范围：上海自贸试验区）（负责部门："), text[at:found]
            at = found + len(bare(words))


def test_every_counted_number_of_the_guangzhou_plan_is_a_target() -> None:
    stated = re.findall(r"\d[\d.]*万?(?:名|个|家|套|项|场次|%)", text_of("guangzhou-talent-2012"))
    targets = [target for row in rows(expected("guangzhou-talent-2012")) for target in row["targets"] if target["kind"] == "numeric"]
    assert len(targets) == len(stated) == 66


UNREADABLE = {("lines_joined", "anhui-iiot-2021"): "headings and the unnumbered tasks under them run together without a mark"}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", list(MUTATIONS))
def test_it_is_not_misled_by_another_layout(name: str, key: str) -> None:
    found = scores(name, key)
    if (name, key) in UNREADABLE:
        assert found["units"] < FLOOR, "it is read now: take it off the list"
        return
    assert found["units"] >= FLOOR
    assert min(found["lead_units"], found["targets"]) >= FLOOR
    assert found["tasks"] >= 0.85  # brackets and digits inside a title are changed too


def test_a_reader_that_loses_every_comma_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quandun.assessment.domain.unit_lists._SEPARATORS", "；。/|")
    assert min(scores("windows_lines", key)["units"] for key in KEYS) < FLOOR
