"""What the pages of registers show, put together from selectors; texts in the visitor's language."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TypeVar

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from quandun.frame.api import Column, KeyValue, Link, PageValue, ReasonValue, Row, TableValue, TimelineEntry, Tone, day_words, english
from quandun.kernel.clocks import legal_day
from quandun.people import api as people
from quandun.registers.domain.kinds import RegisterKind
from quandun.registers.selectors import Act, EntryView, Extract, RegisterFigure, RegisterMember, district_names
from quandun.registers.wording import MOVES, STATEMENT, figure_text, label_of, name_of, shown

T = TypeVar("T")
PAGE_ROWS = 50
BAR_WIDTH = 200


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A register on the directory page. `filled` is the part of the bar, in its own units, "" without a goal."""

    kind: RegisterKind
    name: str
    count: int
    reached: str
    goal: str
    sentence: str
    source: str
    filled: float
    is_reached: bool
    tiles: tuple[tuple[str, bool], ...]  # (district, covered) where the goal is about districts


def figure_card(figure: RegisterFigure) -> FigureCard:
    """Return a register's card: the count, or the coverage, beside the plan's goal."""
    goal = figure.goal
    covers = goal is not None and goal.measure == "coverage_of_districts"
    share = float(min(figure.reached / goal.value, Fraction(1))) if goal and goal.value else 0.0
    return FigureCard(
        kind=figure.kind,
        name=name_of(figure.kind),
        count=figure.count,
        reached=figure_text(figure.reached),
        goal=f"{goal.op.replace('>=', '≥').replace('<=', '≤')} {figure_text(goal.value)} {goal.unit}" if goal else "",
        sentence=goal.sentence if goal else "",
        source=goal.source if goal else "",
        filled=round(BAR_WIDTH * share, 1),
        is_reached=bool(goal and _holds(figure.reached, goal.op, goal.value)),
        tiles=tuple((district_names()[one.code], one.code in figure.covered) for one in figure.districts) if covers else (),
    )


def _holds(reached: Fraction, op: str, value: Fraction) -> bool:
    return {">=": reached >= value, ">": reached > value, "<=": reached <= value, "=": reached == value}.get(op, False)


def page_of(found: tuple[T, ...], asked: str, query: dict[str, str]) -> tuple[tuple[T, ...], PageValue]:
    """Return one page of a long list and the way through it, which keeps `query`; a page that is no number is the first."""
    pages = max(1, ceil(len(found) / PAGE_ROWS))
    number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 7 else 1
    start = (number - 1) * PAGE_ROWS
    return found[start : start + PAGE_ROWS], PageValue(number, pages, f"?{urlencode({**query, 'page': ''})}")


def extract_table(extract: Extract, found: tuple[RegisterMember, ...]) -> TableValue:
    """Return members of an extract as a table; the name leads to the entry."""
    districts = district_names()
    name, *others = (label_of(one) for one in extract.columns)
    header = (name, gettext("编号"), *others, gettext("入库日期"))
    rows = tuple(_table_row(extract, one, districts) for one in found)
    return TableValue(name_of(extract.kind), tuple(Column(label) for label in header), rows)


def _table_row(extract: Extract, one: RegisterMember, districts: dict[str, str]) -> Row:
    # A person who did not agree to be named leaves the column empty; the page says so.
    others = (
        shown(column, one.values[column.key], districts) if column.key in one.values else gettext("未公开") if column.personal else "—"
        for column in extract.columns[1:]
    )
    return Row((Link(one.label, reverse("registers:entry", args=[one.id])), one.number, *others, day_words(one.since)))


def entry_rows(view: EntryView) -> list[KeyValue]:
    """Return an entry's answers, the private ones marked."""
    districts, rows = district_names(), []
    for one in view.kind.fields:
        if one.key in view.values:
            rows.append(KeyValue(label_of(one), shown(one, view.values[one.key], districts)))
        elif one.key in view.private:
            rows.append(KeyValue(f"{label_of(one)}{gettext('（不公开）')}", shown(one, view.private[one.key], districts)))
    return rows


def timeline(view: EntryView) -> list[TimelineEntry]:
    """Return what happened to an entry in the order it counts; corrections only where the reader may see them."""
    tones: dict[str, Tone] = {"admit": "good", "reinstate": "good", "renew": "good", "suspend": "warn", "remove": "bad", "refuse": "bad"}
    acts = [
        TimelineEntry(day=one.effective_on, what=str(MOVES[one.move]), note=_note(one), tone=tones.get(one.move, "neutral"))
        for one in view.acts
    ]
    labels = {one.key: label_of(one) for one in view.kind.fields}
    corrections = [
        TimelineEntry(
            day=legal_day(one.recorded_at),
            what=gettext("更正"),
            note=f"{gettext('、').join(labels.get(key, key) for key in one.fields)}{gettext('：')}{one.reason}",
        )
        for one in view.amendments
    ]
    return sorted([*acts, *corrections], key=lambda one: one.day)


def _note(one: Act) -> str:
    parts = []
    if one.statement.get("basis") and "facts" not in one.statement:
        parts.append(f"{STATEMENT['basis']}：{one.statement['basis']}")
    if one.last_day:
        parts.append(gettext("期限的最后一日 %(day)s") % {"day": day_words(one.last_day)})
    recorded_on = legal_day(one.recorded_at)
    if recorded_on != one.effective_on:
        parts.append(gettext("%(day)s 记录") % {"day": day_words(recorded_on)})
    return "；".join(parts)


def reasons(view: EntryView) -> list[ReasonValue]:
    """Return the statements of reasons the reader may see, latest first."""
    return [
        ReasonValue(
            title=f"{MOVES[one.move]} {day_words(one.effective_on)}",
            facts=(str(one.statement["facts"]),),
            evidence=(),
            article=str(one.statement["basis"]),
            remedy=str(one.statement["remedy"]),
        )
        for one in reversed(view.acts)
        if "facts" in one.statement
    ]


def unit_name(unit_id: str) -> str:
    """Return the keeping unit's name in the visitor's language."""
    unit = people.unit(unit_id)
    return unit.name_en if english() and unit.name_en else unit.full_name
