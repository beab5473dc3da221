"""Awarded ÷ claimed (判赔比) from closed civil cases: how far awards reach what was asked, by right, court and year.

Groups below a smallest size are withheld, and so many others with them that nothing withheld can be found by subtraction
from the totals: a group of one would publish a single party's case as a figure (docs/decisions/0013).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import quantiles

from quandun.law.errors import UnusableFacts
from quandun.law.facts import Fact

SMALLEST_GROUP = 5
"""Cases a shown group has at least. It is no number of law: a rule of this platform that may be made stricter, not looser."""


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """A closed civil case (已结民事案件): what was claimed and what the effective judgment awarded, in fen."""

    claimed_fen: int
    awarded_fen: int
    right: str
    court: str
    closed_on: date


@dataclass(frozen=True, slots=True)
class AwardGroup:
    """The distribution of awarded ÷ claimed in a group; all figures None where it is withheld."""

    name: str
    withheld: bool
    n: int | None = None
    lower_quartile: Fraction | None = None
    median: Fraction | None = None
    upper_quartile: Fraction | None = None
    claimed_fen: int | None = None
    awarded_fen: int | None = None


@dataclass(frozen=True, slots=True)
class AwardStatistics:
    """All cases together, and by right, court and year of closing."""

    smallest_group: int
    all: AwardGroup
    by_right: tuple[AwardGroup, ...]
    by_court: tuple[AwardGroup, ...]
    by_year: tuple[AwardGroup, ...]


def read_closed_cases(fact: Fact) -> list[ClosedCase]:
    """Read a file `{"cases": [...]}`. Raises UnusableFacts."""
    return [_case(part) for part in fact.mapping(required=("cases",))["cases"].items()]


def _case(fact: Fact) -> ClosedCase:
    found = fact.mapping(required=("claimed_fen", "awarded_fen", "right", "court", "closed_on"))
    claimed, awarded = found["claimed_fen"].whole(), found["awarded_fen"].whole()
    if claimed == 0:
        raise found["claimed_fen"].fault("请求数额为零，没有判赔比")
    if awarded > claimed:
        raise found["awarded_fen"].fault("判赔数额大于请求数额，请核对（请求数额应当含合理开支）")
    return ClosedCase(claimed, awarded, found["right"].text(), found["court"].text(), found["closed_on"].day())


def award_statistics(cases: Iterable[ClosedCase], *, smallest_group: int = SMALLEST_GROUP) -> AwardStatistics:
    """Return the distributions. Raises UnusableFacts when asked for groups smaller than the platform shows."""
    if smallest_group < SMALLEST_GROUP:
        raise UnusableFacts(field="smallest_group", reason=f"每组至少{SMALLEST_GROUP}件，只能调大")
    closed = list(cases)
    (together,) = _groups(closed, lambda case: "全部", smallest_group) or (AwardGroup("全部", withheld=True),)
    return AwardStatistics(
        smallest_group,
        together,
        _groups(closed, lambda case: case.right, smallest_group),
        _groups(closed, lambda case: case.court, smallest_group),
        _groups(closed, lambda case: str(case.closed_on.year), smallest_group),
    )


def _groups(cases: Sequence[ClosedCase], key: Callable[[ClosedCase], str], smallest: int) -> tuple[AwardGroup, ...]:
    members: dict[str, list[ClosedCase]] = {}
    for case in cases:
        members.setdefault(key(case), []).append(case)
    withheld = _withheld({name: len(found) for name, found in members.items()}, smallest)
    return tuple(AwardGroup(name, withheld=True) if name in withheld else _group(name, found) for name, found in sorted(members.items()))


def _withheld(sizes: dict[str, int], smallest: int) -> set[str]:
    """Withhold what is too small, then the smallest of the rest until what is withheld together is no longer too small."""
    withheld = {name for name, size in sizes.items() if size < smallest}
    for name in sorted(sizes, key=lambda name: (sizes[name], name)):
        if not withheld or sum(sizes[one] for one in withheld) >= smallest:
            break
        withheld.add(name)
    return withheld


def _group(name: str, cases: Sequence[ClosedCase]) -> AwardGroup:
    lower, median, upper = quantiles([Fraction(case.awarded_fen, case.claimed_fen) for case in cases], n=4, method="inclusive")
    claimed, awarded = sum(case.claimed_fen for case in cases), sum(case.awarded_fen for case in cases)
    return AwardGroup(name, False, len(cases), lower, median, upper, claimed, awarded)


def lines(statistics: AwardStatistics) -> list[str]:
    """Return the statistics as a table people read; ratios in per cent of the claim."""
    said = [f"判赔比（判赔数额 ÷ 请求数额）；不足{statistics.smallest_group}件的组不显示，并隐去可以据以推算的组"]
    for title, groups in (
        ("", (statistics.all,)),
        ("按权利", statistics.by_right),
        ("按法院", statistics.by_court),
        ("按年份", statistics.by_year),
    ):
        said += [title] if title else []
        said += [_line(group) for group in groups]
    return said


def _line(group: AwardGroup) -> str:
    if group.withheld or group.median is None or group.lower_quartile is None or group.upper_quartile is None:
        return f"  {group.name}：不显示"
    shown = [f"{float(part) * 100:.1f}%" for part in (group.median, group.lower_quartile, group.upper_quartile)]
    return f"  {group.name}：{group.n}件，中位数{shown[0]}，四分位{shown[1]}至{shown[2]}"
