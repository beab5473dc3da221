"""Which statute governs the act, and which interpretation the court applies: read from the law by id and date, never held here.

The statute (赔偿条款) is that of the day of the act. The interpretation on punitive damages is that of the day of judging: a
case pending when it took effect falls under it, a retrial of an earlier final judgment does not (法释〔2026〕7号 第十四条).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from quandun.kernel.clocks import day_text
from quandun.law.damages.errors import DamagesRefused, StatuteNotHeld
from quandun.law.damages.facts import RIGHTS, Facts, Method, Right
from quandun.law.damages.rules_files import old_interpretations
from quandun.law.errors import NotInForce, ValueNotObtained
from quandun.law.statutes import Law
from quandun.law.values import Value, range_zh

# The damages clause of each right; texts that succeeded each other are one parameter.
_CLAUSES: Final[Mapping[Right, str]] = {
    "trademark": "cd-trademark",
    "patent": "cd-patent",
    "copyright": "cd-copyright",
    "trade_secret": "cd-unfair-competition",
    "confusion": "cd-unfair-competition",
    "unfair_competition": "cd-unfair-competition",
    "plant_variety": "cd-seed",
    # No franchise: breach of contract has no clause in the collection, its user states it.
}
# How the clauses name the methods.
_STEPS: Final[Mapping[str, tuple[Method, ...]]] = {
    "实际损失": ("loss",),
    "侵权获利": ("gain",),
    "违法所得": ("gain",),
    "实际损失或侵权获利": ("loss", "gain"),
    "实际损失或违法所得": ("loss", "gain"),
    "许可使用费的倍数": ("licence",),
    "权利使用费": ("licence",),
}
_UNFAIR_COMPETITION: Final[Mapping[Right, str]] = {"trade_secret": "商业秘密", "confusion": "混淆", "unfair_competition": "其他"}
_FEN = 100


@dataclass(frozen=True, slots=True)
class Statute:
    """A damages clause as it answers for one act. Amounts in fen; None where the text sets no such limit."""

    source: str  # text and article
    name_zh: str
    order: tuple[tuple[Method, ...], ...]
    fee_multiple: bool
    punitive_min: Fraction | None
    punitive_max: Fraction | None
    statutory_min_fen: int | None
    statutory_max_fen: int | None
    first_day: date | None
    period: str  # as people say it
    by_hand: bool = False
    unconfirmed: tuple[str, ...] = ()  # refs of values shown as 待确认
    remarks: tuple[str, ...] = ()

    @property
    def has_statutory(self) -> bool:
        return self.statutory_max_fen is not None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What the interpretation in force says of punitive damages. An empty list of factors means: any, in the user's words."""

    source: str
    elements_source: str  # the provision that asks for both intent and seriousness
    intent: tuple[str, ...] = ()
    serious: tuple[str, ...] = ()
    intent_article: str = ""
    serious_article: str = ""
    base_article: str = ""
    multiple_article: str = ""
    fines_article: str = ""
    total_article: str = ""
    total_max: Fraction | None = None
    fractional: bool = True
    by_hand: bool = False

    @property
    def articles(self) -> tuple[str, ...]:
        """Every article the workbench applies."""
        return (
            self.intent_article,
            self.serious_article,
            self.base_article,
            self.multiple_article,
            self.total_article,
            self.fines_article,
        )

    def cite(self, *articles: str) -> str:
        """Return the text with these articles of it; a text stated by hand already names its own."""
        return f"{self.source} {'、'.join(dict.fromkeys(article for article in articles if article))}".strip()


def governing(law: Law, facts: Facts) -> tuple[Statute, ...]:
    """Return the statute of the act; two where it ran on under a new text and nothing says which governs.

    Raises StatuteNotHeld when the text of that day is not held.
    """
    if facts.statute is not None:
        return (_by_hand(facts),)
    if facts.governed_by is not None:
        return (_held(law, facts.right, facts.governed_by),)
    first, last = _held(law, facts.right, facts.act_from), _held(law, facts.right, facts.act_to)
    return (first,) if first.source == last.source else (first, last)


def interpretation(law: Law, facts: Facts) -> Interpretation:
    """Return the interpretation the court applies on the day of judging; raises DamagesRefused where none is held."""
    elements = _elements_source(law, facts)
    if facts.statute is not None and facts.statute.interpretation:
        return Interpretation(facts.statute.interpretation, elements, by_hand=True)
    return interpretation_on(law, facts.retried_judgment_on or facts.as_of, elements)


def interpretation_on(law: Law, day: date, elements: str) -> Interpretation:
    """Return the interpretation in force on a day; raises DamagesRefused where none is held."""
    try:
        return _current(law, day, elements)
    except NotInForce:
        old = next((text for text in old_interpretations() if day in text.effective), None)
    if old is None:
        raise DamagesRefused(reason=f"{day_text(day)}没有载入惩罚性赔偿的司法解释", todo="请在 statute.interpretation 中写明所依据的解释")
    return Interpretation(
        source=old.instrument,
        elements_source=elements,
        intent=old.intent,
        serious=old.serious,
        intent_article=old.intent_article,
        serious_article=old.serious_article,
        base_article=old.base_article,
        multiple_article=old.multiple_article,
        fines_article=old.multiple_article,
    )  # what it is silent on is not filled from its successor


def _elements_source(law: Law, facts: Facts) -> str:
    try:
        return law.value("cd-civil-code-punitive.elements", on=facts.act_to).source
    except NotInForce:
        return facts.statute.citation if facts.statute else "该项权利的赔偿条款"


def _current(law: Law, day: date, elements: str) -> Interpretation:
    intent, serious = law.value("cd-pd-intent-factors.factors", on=day), law.value("cd-pd-serious-factors.factors", on=day)
    total, fines = law.value("cd-pd-total-cap.total_max_multiple_of_base", on=day), law.value("cd-pd-prior-fines.considered", on=day)
    fractional, base = law.value("cd-pd-multiple.fractional_allowed", on=day), law.value("cd-pd-base.statutory_damages_as_base", on=day)
    return Interpretation(
        source=intent.instrument,
        elements_source=elements,
        intent=_words(intent),
        serious=_words(serious),
        intent_article=intent.article,
        serious_article=serious.article,
        base_article=base.article,
        multiple_article=fractional.article,
        fines_article=fines.article,
        total_article=total.article,
        total_max=_fraction(total),
        fractional=fractional.value is True,
    )


def _held(law: Law, right: Right, day: date) -> Statute:
    order = _value(law, right, "base_order", day)
    if order is None:
        raise StatuteNotHeld(right=RIGHTS[right], on=day_text(day), known=_known(law, right))
    minimum, maximum = _value(law, right, "punitive_min", day), _value(law, right, "punitive_max", day)
    low, high = _value(law, right, "statutory_min", day), _value(law, right, "statutory_max", day)
    scope, punitive_scope = _value(law, right, "statutory_scope", day), _value(law, right, "punitive_scope", day)
    word = _UNFAIR_COMPETITION.get(right)
    if word and scope and not any(word in covered for covered in _words(scope)):
        low = high = None
    if word and punitive_scope and word not in str(punitive_scope.value):
        minimum = maximum = None
    steps = tuple(_STEPS[step] for step in _words(order))
    values = [value for value in (order, minimum, maximum, low, high) if value]
    return Statute(
        source=order.source,
        name_zh=order.instrument,
        order=steps,
        fee_multiple=any("倍数" in step for step in _words(order)),
        punitive_min=_fraction(minimum) if minimum else None,
        punitive_max=_fraction(maximum) if maximum else None,
        statutory_min_fen=int(_fraction(low) * _FEN) if low else None,
        statutory_max_fen=int(_fraction(high) * _FEN) if high else None,
        first_day=order.effective.start,
        period=range_zh(order.effective),
        unconfirmed=tuple(value.ref for value in values if not value.confirmed),
        remarks=_missing(law, right, day),
    )


def _missing(law: Law, right: Right, day: date) -> tuple[str, ...]:
    """Say what the collection knows to exist but does not hold: never zero, never left unsaid."""
    try:
        _asked(law, right, "statutory_min", day)
    except ValueNotObtained as missing:
        return (f"法定赔偿的下限未配置（{missing.facts['reason']}），测算不以零代替。",)
    return ()


def _value(law: Law, right: Right, key: str, day: date) -> Value | None:
    """Return what the clause of that day says under `key`; None where no text says anything, or nothing that is to hand."""
    try:
        return _asked(law, right, key, day)
    except ValueNotObtained:
        return None


def _asked(law: Law, right: Right, key: str, day: date) -> Value | None:
    """Return a value of the clause; None where the right has no clause or the clause no such value. Raises ValueNotObtained."""
    clause = _CLAUSES.get(right)
    if clause is None or key not in law.parameter(clause).values:
        return None
    try:
        return law.value(f"{clause}.{key}", on=day)
    except NotInForce:
        return None


def _known(law: Law, right: Right) -> str:
    if right not in _CLAUSES:
        return "无"
    history = sorted(law.history(law.find(f"{_CLAUSES[right]}.base_order")), key=lambda entry: entry.effective.start)
    return "；".join(f"{range_zh(entry.effective)}（{entry.source}）" for entry in history)


def _by_hand(facts: Facts) -> Statute:
    given = facts.statute
    assert given is not None
    return Statute(
        source=given.citation,
        name_zh=given.citation,
        order=given.order,
        fee_multiple=given.fee_multiple,
        punitive_min=given.punitive_min,
        punitive_max=given.punitive_max,
        statutory_min_fen=given.statutory_min_fen,
        statutory_max_fen=given.statutory_max_fen,
        first_day=None,
        period="由使用者提供",
        by_hand=True,
        remarks=("所依据的条文、方法顺序和幅度由使用者提供，本系统没有载入，也没有核对。",),
    )


def _words(value: Value) -> tuple[str, ...]:
    assert isinstance(value.value, tuple)
    return tuple(str(word) for word in value.value)


def _fraction(value: Value) -> Fraction:
    return Fraction(str(value.value))
