"""Finding a parameter of law by words: id, names, article and statement, best first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quandun.law.statutes import Law
from quandun.law.values import Parameter

_WHOLE_ID = 100
"""An id typed in full outweighs whatever its words are found in."""


@dataclass(frozen=True, slots=True)
class Found:
    """A parameter that was found, and how well it fits."""

    parameter: Parameter
    score: float


def find(law: Law, words: Sequence[str]) -> list[Found]:
    """Return the parameters in which every word stands, best first; where none has them all, those nearest by pairs of characters."""
    wanted = [word.casefold() for text in words for word in text.split()]
    if not wanted:
        return []
    parameters = list(law.parameters.values())
    found = [Found(p, sum(scores)) for p in parameters if all(scores := [_score(p, word) for word in wanted])]
    return sorted(found or _near(parameters, wanted), key=lambda one: (-one.score, one.parameter.id))


def _score(parameter: Parameter, word: str) -> float:
    """Return the weight of the best place a word stands in, 0 for none."""
    if word in (parameter.id, *parameter.aliases):
        return _WHOLE_ID
    return max((weight for weight, text in _places(parameter) if word in text.casefold()), default=0)


def _near(parameters: Iterable[Parameter], wanted: Sequence[str]) -> list[Found]:
    """Return those that share at least a quarter of the pairs of characters asked for."""
    pairs = {word[at : at + 2] for word in wanted for at in range(len(word) - 1)}
    found = []
    for parameter in parameters:
        whole = " ".join(text for _, text in _places(parameter)).casefold()
        shared = sum(pair in whole for pair in pairs)
        if shared and 4 * shared >= len(pairs):
            found.append(Found(parameter, shared / len(pairs)))
    return found


def _places(parameter: Parameter) -> Iterable[tuple[float, str]]:
    yield 30, parameter.name_zh
    yield 25, parameter.name_en
    yield 20, " ".join(value.name_zh for value in parameter.values.values())
    yield 15, " ".join((parameter.id, *parameter.aliases, *(value.key for value in parameter.values.values())))
    yield 10, f"{parameter.instrument} {parameter.article}"
    yield 9, " ".join(f"{text.instrument} {text.article}" for text in parameter.later_texts)
    yield 5, " ".join((parameter.statement_zh, *(text.statement_zh for text in parameter.later_texts)))
    yield 4, f"{parameter.statement_en} {parameter.trigger} {parameter.domain}"
