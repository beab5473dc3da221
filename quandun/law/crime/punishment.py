"""What the law provides where a court finds the crime: the range of sentence (法定刑) and of fine (罚金)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from quandun.kernel.money import fen_of_yuan, yuan_text
from quandun.law.crime.facts import CrimeFacts
from quandun.law.crime.judging import Level
from quandun.law.errors import LawError
from quandun.law.statutes import Law
from quandun.law.values import Value

NEW_SENTENCES, OLD_SENTENCES = "ct-sentences", "ct-old-sentences"


@dataclass(frozen=True, slots=True)
class SentenceRange:
    """The range of imprisonment in years; None is open."""

    from_years: int | None
    to_years: int | None
    text: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class FineRange:
    """The usual range of the fine in fen, and what it is reckoned from."""

    low_fen: int
    high_fen: int
    text: str
    source: str
    confirmed: bool


def sentence(law: Law, facts: CrimeFacts, level: Level, *, on: date, statute: str) -> SentenceRange | None:
    """Return the range of a level under the statute (`statute` is one of the two sentence parameters) as it stood on a day."""
    if level not in ("base", "aggravated"):
        return None
    years: Value | None
    if facts.offence.sentence == "two_tiers":
        base = _value(law, f"{statute}.base_max_213_214_215_217_219", on)
        if level == "base":
            return _up_to(base)
        return _between(base, _value(law, f"{statute}.upper_max_213_214_215_217_219", on))
    if facts.offence.sentence == "open_219_1":
        years = _value(law, f"{statute}.base_max_219_1", on)
        return _between(years, None) if level == "aggravated" else _up_to(years)
    return _up_to(_value(law, f"{statute}.{facts.offence.sentence}", on), or_detention=facts.offence.sentence == "max_216")


def _value(law: Law, ref: str, on: date) -> Value | None:
    try:
        return law.value(ref, on=on)
    except LawError:
        return None


def _up_to(top: Value | None, *, or_detention: bool = False) -> SentenceRange | None:
    if top is None or not isinstance(top.value, int):
        return None
    detention = "或者拘役" if or_detention else ""
    return SentenceRange(None, top.value, f"{top.value}年以下有期徒刑{detention}，并处或者单处罚金", top.source, top.confirmed)


def _between(low: Value | None, high: Value | None) -> SentenceRange | None:
    if low is None or not isinstance(low.value, int):
        return None
    top = high.value if high is not None and isinstance(high.value, int) else None
    upper = f"{top}年以下" if top else ""
    return SentenceRange(low.value, top, f"{low.value}年以上{upper}有期徒刑，并处罚金", low.source, low.confirmed)


def fines(law: Law, facts: CrimeFacts, level: Level, *, on: date, id: str) -> tuple[FineRange, ...]:
    """Return the usual range: a multiple of income; where income is not known a share of turnover; where neither is, fixed sums.

    Articles whose one tier reaches beyond three years get both fixed ranges: which one depends on the sentence pronounced.
    """
    if level not in ("base", "aggravated"):
        return ()
    if income := _known(facts, "illegal_income", "service_income"):
        return _share(law, on, id, "income_multiple", "违法所得", income, Fraction(1))
    if turnover := _known(facts, "turnover") or _known(facts, "sales", "unsold_value"):
        return _share(law, on, id, "turnover_percent", "非法经营数额", turnover, Fraction(1, 100))
    tiers = {"two_tiers": ("heavy",) if level == "aggravated" else ("light",), "max_216": ("light",)}
    return tuple(
        fixed for tier in tiers.get(facts.offence.sentence, ("light", "heavy")) if (fixed := _fixed(law, on, f"{id}.unknown_{tier}", tier))
    )


def _known(facts: CrimeFacts, *measures: str) -> int:
    """Add what is proved of the measures over all acts."""
    return sum(a.number for act in facts.acts for key, a in act.amounts.items() if key in measures and a.proved)


def _share(law: Law, on: date, id: str, key: str, name: str, amount: int, scale: Fraction) -> tuple[FineRange, ...]:
    low, high = _value(law, f"{id}.{key}_min", on), _value(law, f"{id}.{key}_max", on)
    if low is None or high is None:
        return ()
    sums = [int(amount * Fraction(str(v.value)) * scale) for v in (low, high)]
    sign = "倍" if key == "income_multiple" else "%"
    text = f"{name}{yuan_text(amount)}的{low.value}{sign}以上{high.value}{sign}以下：{yuan_text(sums[0])}至{yuan_text(sums[1])}"
    return (FineRange(sums[0], sums[1], text, low.source, low.confirmed and high.confirmed),)


def _fixed(law: Law, on: date, ref: str, tier: str) -> FineRange | None:
    low, high = _value(law, f"{ref}_min", on), _value(law, f"{ref}_max", on)
    if low is None or high is None:
        return None
    sums = [fen_of_yuan(str(v.value)) for v in (low, high)]
    when = "判处三年以上有期徒刑的" if tier == "heavy" else "判处三年以下有期徒刑、拘役或者单处罚金的"
    text = f"违法所得和非法经营数额均无法查清，{when}：{yuan_text(sums[0])}至{yuan_text(sums[1])}"
    return FineRange(sums[0], sums[1], text, low.source, low.confirmed and high.confirmed)
