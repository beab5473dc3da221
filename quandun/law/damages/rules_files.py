"""Rules of damages that are lists, not numbers (类型化裁判赔偿规则、旧解释的情形): `rules/*.yaml`, each line with its source."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast

from quandun.kernel.ranges import DayRange
from quandun.law.reading import Spot, read_yaml
from quandun.law.values import CONFIDENCES, Confidence

Weighs = Literal["up", "down", "either", "excludes"]

WEIGHS: Final[dict[Weighs, str]] = {"up": "从高", "down": "从低", "either": "视具体情形从高或者从低", "excludes": "不承担赔偿责任"}
NO_RANGE: Final = "未配置（由法院裁量）"
_FOLDER = Path(__file__).parent / "rules"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TypedFactor:
    """A factor the court weighs, which way, and by which text; `range_zh` only where a published text gives one."""

    key: str
    name_zh: str
    weighs: Weighs
    source: str
    confidence: Confidence
    range_zh: str = NO_RANGE


@dataclass(frozen=True, slots=True)
class TypedRules:
    """The factors of one type of dispute."""

    kind: str
    name_zh: str
    name_en: str
    factors: tuple[TypedFactor, ...]


@dataclass(frozen=True, slots=True)
class OldInterpretation:
    """The lists of an interpretation that is no longer in force."""

    instrument: str
    effective: DayRange
    intent_article: str
    intent: tuple[str, ...]
    serious_article: str
    serious: tuple[str, ...]
    base_article: str
    multiple_article: str


@cache
def typed_rules(kind: str) -> TypedRules:
    """Return the typed rules of a kind of dispute: trademark, copyright or franchise."""
    path = _FOLDER / f"typed-{kind}.yaml"
    head = read_yaml(path, shown_as=path.name).mapping(required=("kind", "name_zh", "name_en", "factors"))
    if head["kind"].text() != kind:
        raise head["kind"].fault(f"类型应当与文件名一致，为“{kind}”")
    return TypedRules(
        kind=kind,
        name_zh=head["name_zh"].text(),
        name_en=head["name_en"].text(),
        factors=tuple(_typed_factor(key, spot) for key, spot in head["factors"].entries().items()),
    )


def _typed_factor(key: str, spot: Spot) -> TypedFactor:
    found = spot.mapping(required=("name_zh", "weighs", "source", "confidence"), optional=("range",))
    return TypedFactor(
        key=key,
        name_zh=found["name_zh"].text(),
        weighs=cast(Weighs, found["weighs"].choice(tuple(WEIGHS))),
        source=found["source"].text(),
        confidence=cast(Confidence, found["confidence"].choice(CONFIDENCES)),
        range_zh=found["range"].text() if "range" in found else NO_RANGE,
    )


@cache
def old_interpretations() -> tuple[OldInterpretation, ...]:
    """Return the interpretations on punitive damages that were in force before the collected one."""
    return tuple(_old_interpretation(path) for path in sorted(_FOLDER.glob("punitive-*.yaml")))


def _old_interpretation(path: Path) -> OldInterpretation:
    head = read_yaml(path, shown_as=path.name).mapping(
        required=("instrument", "read_from", "confidence", "from", "last_day", "base_article", "multiple_article", "intent", "serious")
    )
    intent, serious = (head[key].mapping(required=("article", "factors")) for key in ("intent", "serious"))
    return OldInterpretation(
        instrument=head["instrument"].text(),
        effective=DayRange(head["from"].day(), head["last_day"].day() + _DAY),
        intent_article=intent["article"].text(),
        intent=tuple(part.text() for part in intent["factors"].items()),
        serious_article=serious["article"].text(),
        serious=tuple(part.text() for part in serious["factors"].items()),
        base_article=head["base_article"].text(),
        multiple_article=head["multiple_article"].text(),
    )
