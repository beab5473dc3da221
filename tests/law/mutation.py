"""`make law-mutation`: every number of law is changed, one at a time, and something must turn red.

Each value is made one more, one less and ten times as large; its unit is swapped; its first and last day, article, instrument and
confidence are changed, its reading rules (rolling, hours, grounds of pauses, extensions) turned round, and what earlier texts
said is rewritten. The examples and figures alone must notice a changed value, unit or reading rule; the lists of texts and of
earlier texts may also notice the rest. The comparison with the collection, and the words of the rules, take no part.

`python -m tests.law.mutation [--every N]` prints what survived and ends with 1 when anything did. N > 1 takes every N-th mutation.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from quandun.kernel.ranges import DayRange
from quandun.law.statutes import Law, national_law
from quandun.law.values import CONFIDENCES, Entry, Parameter, ParameterValue, Superseded
from tests.law import test_examples, test_figures, test_superseded, test_texts

_DAY = timedelta(days=1)
_SWAPPED = {"calendar_day": "working_day", "working_day": "calendar_day", "month": "year", "year": "month", "hour": "calendar_day"}
_NUMERALS = ("0123456789", "一二三四五六七八九", "十百千万")
_SEEN_IN_THE_LIST_OF_TEXTS = ("first day", "last day", "article", "instrument", "confidence")


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change of one value: where, what kind, and the parameter that says it."""

    ref: str
    kind: str
    says: str
    parameter: Parameter

    def __str__(self) -> str:
        return f"{self.ref} {self.kind}: {self.says}"


def mutations(law: Law) -> Iterator[Mutation]:
    """Every mutation of every value, in the order of the files."""
    for parameter in law.parameters.values():
        for value in parameter.values.values():
            for kind, says, changed in (*_entries(value), *_rules(value)):
                yield Mutation(value.ref, kind, says, replace(parameter, values={**parameter.values, value.key: changed}))
        for at, old in enumerate(parameter.supersedes):
            for changed_old in _earlier(old):
                supersedes = (*parameter.supersedes[:at], changed_old, *parameter.supersedes[at + 1 :])
                yield Mutation(parameter.id, "earlier text", f"{old} -> {changed_old}", replace(parameter, supersedes=supersedes))


def _entries(value: ParameterValue) -> Iterator[tuple[str, str, ParameterValue]]:
    for at, entry in enumerate(value.history):

        def with_entry(at: int = at, entry: Entry = entry, **changed: Any) -> ParameterValue:
            return replace(value, history=(*value.history[:at], replace(entry, **changed), *value.history[at + 1 :]))

        for other in changed_values(entry.value):
            yield "value", f"{entry.value} -> {other}", with_entry(value=other)
        first, end = entry.effective.start, entry.effective.end
        for start in (first - _DAY, first + _DAY):
            yield "first day", f"{first} -> {start}", with_entry(effective=DayRange(start, end))
        for last in (end - _DAY, end + _DAY) if end else (first + 9_999 * _DAY,):
            yield "last day", f"until {end} -> {last}", with_entry(effective=DayRange(first, last))
        for article in changed_texts(entry.article):
            yield "article", f"{entry.article} -> {article}", with_entry(article=article)
        for instrument in changed_texts(entry.instrument):
            yield "instrument", f"{entry.instrument} -> {instrument}", with_entry(instrument=instrument)
        for confidence in CONFIDENCES:
            if confidence != entry.confidence:
                yield "confidence", f"{entry.confidence} -> {confidence}", with_entry(confidence=confidence)


def _earlier(old: Superseded) -> Iterator[Superseded]:
    yield from (replace(old, old_value=text) for text in changed_texts(old.old_value))
    yield from (replace(old, instrument=text) for text in changed_texts(old.instrument))
    if old.first_day:
        yield replace(old, first_day=old.first_day + _DAY)
    if old.last_day:
        yield replace(old, last_day=old.last_day + _DAY)


def changed_values(value: object) -> Iterator[object]:
    """The values one step away: one more, one less, ten times; yes for no; a digit of a text; a number where none is to hand."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from (value + 1, value - 1, value * 10)
    elif isinstance(value, str):
        yield from changed_texts(value)
    elif isinstance(value, tuple):
        for at, part in enumerate(value):
            yield from ((*value[:at], other, *value[at + 1 :]) for other in changed_values(part))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from ({**value, key: other} for other in changed_values(part))
    else:
        yield 1


def changed_texts(text: str) -> Iterator[str]:
    """The text with one of its numerals changed; `—` has none."""
    for at, letter in enumerate(text):
        for numerals in _NUMERALS:
            if letter in numerals:
                yield text[:at] + numerals[(numerals.index(letter) + 1) % len(numerals)] + text[at + 1 :]


def _rules(value: ParameterValue) -> Iterator[tuple[str, str, ParameterValue]]:
    if not value.is_term:
        return
    rule = value.rule

    def with_rule(**changed: Any) -> ParameterValue:
        return replace(value, rule=replace(rule, **changed))

    yield "unit", f"{rule.unit} -> {_SWAPPED[rule.unit]}", with_rule(unit=_SWAPPED[rule.unit])
    if rule.unit in ("calendar_day", "month", "year") and rule.counts == "forward":
        yield "rolls", f"{rule.rolls} -> {not rule.rolls}", with_rule(rolls=not rule.rolls)
    if rule.unit == "hour":
        other = "none" if rule.hour_rounding == "next_hour" else "next_hour"
        yield "hour rounding", f"{rule.hour_rounding} -> {other}", with_rule(hour_rounding=other)
    elif rule.pauses is not None:
        yield "pauses", f"{rule.pauses} -> silent", with_rule(pauses=None)
    if rule.extends:
        yield "extends", f"{rule.extends} -> nothing", with_rule(extends="")


class Readers:
    """The tests that must notice, found by the parameters they speak of; a rule of counting (`tc-*`) is spoken of by all."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.by_id: dict[str, list[Callable[[Law], bool]]] = defaultdict(list)
        self.texts: dict[str, list[Callable[[Law], bool]]] = defaultdict(list)
        for example in test_examples.EXAMPLES:
            for id in {self._id(ref) for ref in (example.law, *example.extend)}:
                self.by_id[id].append(lambda law, example=example: _example_holds(law, example))  # type: ignore[misc]  # bound now
            self._grounds_of(example)
        for group in test_figures.GROUPS:
            self.by_id[self._id(group["law"])].append(lambda law, group=group: test_figures.holds(law, group))  # type: ignore[misc]
        for line in test_texts.LINES:
            self.texts[self._id(line[0])].append(lambda law, line=line: test_texts.holds(law, *line))  # type: ignore[misc]

    def _id(self, ref: str) -> str:
        return self.law.parameter(ref.partition(".")[0]).id

    def _grounds_of(self, example: test_examples.Example) -> None:
        pauses = self.law.find_term(example.law).rule.pauses
        if isinstance(pauses, str):
            self.by_id[self._id(pauses)].append(lambda law: _example_holds(law, example))

    def notice(self, mutation: Mutation) -> bool:
        """Whether any of them turns red."""
        if mutation.kind == "earlier text":
            return not test_superseded.holds(mutation.parameter)
        law = replace(self.law, parameters={**self.law.parameters, mutation.parameter.id: mutation.parameter})
        readers = list(self.by_id[mutation.parameter.id])
        if mutation.kind in _SEEN_IN_THE_LIST_OF_TEXTS:
            readers += self.texts[mutation.parameter.id]
            readers.append(lambda law: not test_texts.left_out(law, [mutation.parameter]))
        return not all(holds(law) for holds in readers)


def _example_holds(law: Law, example: test_examples.Example) -> bool:
    return test_examples.outcome(law, example) == (example.due, example.provisional, example.refused)


def survivors(readers: Readers, every: int = 1) -> tuple[Counter[str], list[Mutation]]:
    """Return how many mutations of each kind were made, and those nobody noticed."""
    made: Counter[str] = Counter()
    left = []
    for at, mutation in enumerate(mutations(readers.law)):
        if at % every == 0:
            made[mutation.kind] += 1
            if not readers.notice(mutation):
                left.append(mutation)
    return made, left


def main(arguments: list[str] | None = None) -> int:
    """Print the count of each kind and every survivor."""
    parser = argparse.ArgumentParser(prog="tests.law.mutation")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every N-th mutation only")
    made, left = survivors(Readers(national_law()), parser.parse_args(arguments).every)
    for mutation in left:
        print(f"survived: {mutation}")
    print(" · ".join(f"{kind} {count}" for kind, count in made.items()))
    print(f"{made.total()} mutations, {len(left)} survived")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
