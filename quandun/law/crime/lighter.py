"""Old text or new text: the one of the time of the act, unless the new one is lighter (从旧兼从轻)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quandun.law.crime.facts import CrimeFacts
from quandun.law.crime.judging import Judged, LimbOutcome, judge
from quandun.law.crime.punishment import NEW_SENTENCES, OLD_SENTENCES, FineRange, SentenceRange, fines, sentence
from quandun.law.errors import NotInForce
from quandun.law.statutes import Law

TextKey = Literal["2025", "old"]
LEVELS_ZH = {
    "none": "未达到数额标准",
    "base": "达到入罪的数额标准",
    "aggravated": "达到更重一档的数额标准",
    "unknown": "尚不能判断",
}
_RANK = {"none": 0, "base": 1, "aggravated": 2}
_OPEN_END = 10**6  # years: a range without an upper end is heavier than any with one


@dataclass(frozen=True, slots=True)
class RegimeOutcome:
    """What one text makes of the case, with sentence and fine."""

    key: TextKey
    name_zh: str
    level: str
    level_zh: str
    limbs: tuple[LimbOutcome, ...]
    missing: tuple[str, ...]
    could_rise: tuple[str, ...]
    sentence: SentenceRange | None
    fines: tuple[FineRange, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Which text applies (None: cannot be said yet) and why."""

    applies: TextKey | None
    reasons: tuple[str, ...]
    certain: bool = True  # False: a reading somebody has to confirm


def compare_texts(law: Law, facts: CrimeFacts) -> tuple[tuple[RegimeOutcome, ...], Choice]:
    """Judge the case by the text of today and, for acts ended before it began, by the earlier one too; choose between them."""
    begins = law.find("ct-effective-and-repeal.repealed").history[0].effective.start
    if facts.on < begins:
        return (_old(law, facts),), Choice("old", (f"提问之日早于{begins}，只有当时的解释",))
    if facts.last_day < begins:
        new, old = _new(law, facts, begins), _old(law, facts)
        return (new, old), _lighter(law, facts, new, old)
    why = f"行为于{facts.last_day}结束，适用自{begins}起施行的解释"
    if all(act.first_day >= begins for act in facts.acts):
        return (_new(law, facts, facts.last_day),), Choice("2025", (why,))
    across = f"行为跨越{begins}，合并适用行为终了时的解释，由办案机关确认"
    return (_new(law, facts, facts.last_day),), Choice("2025", (why, across), certain=False)


def _new(law: Law, facts: CrimeFacts, on: date) -> RegimeOutcome:
    judged = judge(law, facts, facts.offence.new, on=on)
    return _regime(law, facts, "2025", judged, on, NEW_SENTENCES, "ct-fine-range")


def _old(law: Law, facts: CrimeFacts) -> RegimeOutcome:
    on = facts.last_day
    if not _punishable(law, facts, on):
        judged = Judged("none", (), (), (), confirmed=True)
    else:
        judged = judge(law, facts, facts.offence.old, on=on)
    statute = NEW_SENTENCES if _stands(law, f"{NEW_SENTENCES}.max_216", on) else OLD_SENTENCES
    return _regime(law, facts, "old", judged, on, statute, "ct-old-fine-range")


def _regime(law: Law, facts: CrimeFacts, key: TextKey, judged: Judged, on: date, statute: str, fine_id: str) -> RegimeOutcome:
    punished = sentence(law, facts, judged.level, on=on, statute=statute)
    fined = fines(law, facts, judged.level, on=on, id=fine_id)
    name = "法释〔2025〕5号（现行解释）" if key == "2025" else f"{on}有效的旧解释"
    confirmed = judged.confirmed and (punished is None or punished.confirmed) and all(fine.confirmed for fine in fined)
    return RegimeOutcome(
        key, name, judged.level, LEVELS_ZH[judged.level], judged.limbs, judged.missing, judged.could_rise, punished, fined, confirmed
    )


def _punishable(law: Law, facts: CrimeFacts, on: date) -> bool:
    """Say whether the Criminal Law of that day knew the offence (219之一 came with Amendment XI)."""
    return facts.offence.sentence != "open_219_1" or _stands(law, f"{NEW_SENTENCES}.base_max_219_1", on)


def _stands(law: Law, ref: str, on: date) -> bool:
    try:
        law.value(ref, on=on)
    except NotInForce:
        return False
    return True


def _lighter(law: Law, facts: CrimeFacts, new: RegimeOutcome, old: RegimeOutcome) -> Choice:
    rule = law.value("ct-lighter-rule.lighter_rule", on=facts.on).source
    texts = law.value("ct-interpretation-time-effect.old_unless_new_is_lighter", on=facts.on).source
    sources = f"——{rule}；{texts}"
    said = (f"旧：{old.level_zh}", f"新：{new.level_zh}")
    if old.level == "none":
        why = "行为时的规定不作为犯罪" if not old.limbs else "按行为时的解释未达到标准"
        return Choice("old", (*said, f"{why}，从旧{sources}"))
    if new.level == "none":
        return Choice("2025", (*said, f"按新解释未达到标准，较轻，从轻{sources}"))
    if "unknown" in (old.level, new.level):
        return Choice(None, (*said, f"有一方尚不能判断，还不能比较轻重{sources}"))
    if _weight(new) < _weight(old):
        return Choice("2025", (*said, *_compared(old, new), f"新解释较轻，从轻{sources}"))
    return Choice("old", (*said, *_compared(old, new), f"新解释不较轻，从旧{sources}"))


def _weight(regime: RegimeOutcome) -> tuple[int, int, int, int]:
    """Order outcomes by tier, then by the sentence, then by the fine."""
    found = regime.sentence
    top = (found.to_years or _OPEN_END) if found else 0
    low = (found.from_years or 0) if found else 0
    return _RANK[regime.level], top, low, max((fine.high_fen for fine in regime.fines), default=0)


def _compared(old: RegimeOutcome, new: RegimeOutcome) -> Sequence[str]:
    shown = []
    for name, regime in (("旧", old), ("新", new)):
        parts = [regime.sentence.text] if regime.sentence else []
        parts += [f"罚金{fine.text}" for fine in regime.fines]
        shown.append(f"{name}：{'；'.join(parts) or '没有载入'}")
    return shown
