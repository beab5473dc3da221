"""The table of competence: read strictly from `table.yaml`, asked by right, act, procedure and day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import cast

from quandun.kernel.ranges import DayRange
from quandun.law.errors import NotConfigured, UnusableFacts
from quandun.law.reading import Spot, read_yaml
from quandun.law.values import CONFIDENCES, Confidence, range_zh

_FILE = Path(__file__).parent / "table.yaml"
_NAMES = ("rights", "acts", "procedures", "bodies", "powers")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cited:
    """A text that governs, or its name and why it is not to hand (未配置)."""

    name_zh: str
    source: str
    confidence: Confidence
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Power:
    """A measure the body may take (granted), may not take, or about which the text is not to hand."""

    key: str
    name_zh: str
    granted: bool | None  # None: not to hand
    source: str
    approver_zh: str = ""
    approver_source: str = ""
    reason: str = ""  # why not, or what is missing


@dataclass(frozen=True, slots=True)
class Competence:
    """Who acts, at which level, by which rule, with which powers, on the strength of which article."""

    right: str
    act: str
    procedure: str
    label_zh: str
    body_key: str
    body_zh: str
    level_zh: str
    procedural_rule: Cited
    powers: tuple[Power, ...]
    conditions: tuple[str, ...]
    note: str
    source: str
    confidence: Confidence
    effective: DayRange

    @property
    def confirmed(self) -> bool:
        """Whether both the row and its procedural rule are certain; otherwise 待确认."""
        return all(c in ("verified", "high") for c in (self.confidence, self.procedural_rule.confidence))


@dataclass(frozen=True, slots=True)
class _Row:
    right: str
    act: str
    procedure: str
    entries: tuple[tuple[DayRange, Spot], ...]


@dataclass(frozen=True)
class Table:
    """All rows, with the Chinese names of their keys."""

    names: Mapping[str, Mapping[str, str]]
    rows: tuple[_Row, ...]

    def find(self, *, right: str, act: str, procedure: str, on: date) -> Competence:
        """Return the row in force on a day. Raises UnusableFacts (no such key) and NotConfigured (not to hand)."""
        for kind, key in (("rights", right), ("acts", act), ("procedures", procedure)):
            if key not in self.names[kind]:
                raise UnusableFacts(field=key, reason=f"不是可用的词，可用：{'、'.join(self.names[kind])}")
        what = self.label(right, act, procedure)
        row = next((r for r in self.rows if (r.right, r.act, r.procedure) == (right, act, procedure)), None)
        if row is None:
            raise NotConfigured(what=what, instrument="没有载入这一组合的依据")
        standing = [(days, spot) for days, spot in row.entries if on in days]
        if not standing:
            known = "；".join(range_zh(days) for days, _ in row.entries)
            raise NotConfigured(what=what, instrument=f"{on}有效的条文没有载入（已载入：{known}）")
        return self._competence(row, *standing[0])

    def every(self, *, on: date) -> Iterator[Competence | NotConfigured]:
        """Return every row on a day, those not to hand as the refusal they give."""
        for row in self.rows:
            try:
                yield self.find(right=row.right, act=row.act, procedure=row.procedure, on=on)
            except NotConfigured as refusal:
                yield refusal

    def label(self, right: str, act: str, procedure: str) -> str:
        """Return e.g. `注册商标专用权·侵权·行政处罚`."""
        return "·".join((self.names["rights"][right], self.names["acts"][act], self.names["procedures"][procedure]))

    def _competence(self, row: _Row, days: DayRange, spot: Spot) -> Competence:
        label = self.label(row.right, row.act, row.procedure)
        found = spot.entries()
        if "missing" in found:
            raise NotConfigured(what=label, instrument=found["missing"].text())
        instrument = found["instrument"].text()
        body = found["body"].choice(tuple(self.names["bodies"]))
        return Competence(
            right=row.right,
            act=row.act,
            procedure=row.procedure,
            label_zh=label,
            body_key=body,
            body_zh=self.names["bodies"][body],
            level_zh=found["level"].text(),
            procedural_rule=_cited(found["rule"]),
            powers=tuple(self._powers(found, instrument)),
            conditions=tuple(part.text() for part in found["conditions"].items()) if "conditions" in found else (),
            note=found["note"].text() if "note" in found else "",
            source=f"{instrument} {found['article'].text()}" + (f"；{found['level_source'].text()}" if "level_source" in found else ""),
            confidence=_confidence(found["confidence"]),
            effective=days,
        )

    def _powers(self, found: Mapping[str, Spot], instrument: str) -> Iterator[Power]:
        for key, spot in found["powers"].entries().items() if "powers" in found else ():
            part = spot.mapping(required=("article",), optional=("approver", "approver_source"))
            by = part["approver"].text() if "approver" in part else ""
            where = part["approver_source"].text() if "approver_source" in part else ""
            yield Power(key, self._power(spot, key), True, f"{instrument} {part['article'].text()}", by, _full(where, instrument))
        for key, spot in found["refused"].entries().items() if "refused" in found else ():
            part = spot.mapping(required=("reason",), optional=("article",))
            source = f"{instrument} {part['article'].text()}" if "article" in part else ""
            yield Power(key, self._power(spot, key), False, source, reason=part["reason"].text())
        if "unknown" in found:
            for key in ("seize", "fine"):
                yield Power(key, self.names["powers"][key], None, "", reason=found["unknown"].text())

    def _power(self, spot: Spot, key: str) -> str:
        if key not in self.names["powers"]:
            raise spot.fault(f"没有名为“{key}”的措施")
        return self.names["powers"][key]


def _full(where: str, instrument: str) -> str:
    return f"{instrument} {where}" if where.startswith("第") else where


def _cited(spot: Spot) -> Cited:
    if "missing" in spot.entries():
        part = spot.mapping(required=("name", "missing"))
        return Cited(part["name"].text(), "", "low", part["missing"].text())
    part = spot.mapping(required=("name", "source", "confidence"))
    return Cited(part["name"].text(), part["source"].text(), _confidence(part["confidence"]))


def _confidence(spot: Spot) -> Confidence:
    return cast(Confidence, spot.choice(CONFIDENCES))


@cache
def table() -> Table:
    """Return the table of this edition, read once and checked row by row."""
    return read_table(_FILE)


def read_table(path: Path) -> Table:
    """Read a table; BadParameterFile names file and line of the first fault."""
    head = read_yaml(path, shown_as=path.name).mapping(required=(*_NAMES, "rows"))
    names = {kind: {key: spot.text() for key, spot in head[kind].entries().items()} for kind in _NAMES}
    rows = tuple(_row(key, spot, names) for key, spot in head["rows"].entries().items())
    made = Table(names, rows)
    for row in rows:
        for days, spot in row.entries:
            if "missing" not in spot.entries():
                made._competence(row, days, spot)  # every row is read once, so that a fault is found at start and not in a case
    return made


_ENTRY_MUST = ("instrument", "article", "confidence", "body", "level", "rule")
_ENTRY_MAY = ("last_day", "level_source", "note", "conditions", "powers", "refused", "unknown")


def _row(key: str, spot: Spot, names: Mapping[str, Mapping[str, str]]) -> _Row:
    parts = key.split(".")
    if len(parts) != len(("right", "act", "procedure")) or any(part not in names[kind] for part, kind in zip(parts, _NAMES, strict=False)):
        raise spot.fault(f"“{key}”应当是 权利.行为.程序，并使用上面列出的词")
    dated = sorted((part.day_of(start), part) for start, part in spot.mapping(required=("dated",))["dated"].entries().items())
    entries = []
    for at, (start, part) in enumerate(dated):
        if "missing" in part.entries():
            found = part.mapping(required=("missing",), optional=("last_day",))
        else:
            found = part.mapping(required=_ENTRY_MUST, optional=_ENTRY_MAY)
        following = dated[at + 1][0] if at + 1 < len(dated) else None
        end = found["last_day"].day() + _DAY if "last_day" in found else following
        if end is not None and end <= start:
            raise part.fault("末日早于首日")
        if following is not None and end is not None and end > following:
            raise part.fault("与下一项的期间重叠")
        entries.append((DayRange(start, end), part))
    return _Row(parts[0], parts[1], parts[2], tuple(entries))
