"""What is said of a case (FACTS of `quandun law crime`), read strictly: figures with their exhibits, dated acts, dated penalties."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from quandun.law.crime.offences import MEASURES, OFFENCES, Offence
from quandun.law.crime.secret_loss import SecretLoss, read_secret_loss
from quandun.law.crime.valuation import Valued, read_goods
from quandun.law.facts import Fact

PENALTIES = {"administrative": "行政处罚", "criminal": "刑事处罚"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure and the exhibit that proves it; without one it is a claim (未证明). Nought is a finding of none and needs no exhibit."""

    number: int  # fen or pieces
    exhibit: str = ""

    @property
    def proved(self) -> bool:
        """Whether an exhibit stands behind it."""
        return bool(self.exhibit) or self.number == 0


@dataclass(frozen=True, slots=True)
class Act:
    """An act not yet punished (未经处理的行为), from its first to its last day."""

    first_day: date
    last_day: date
    amounts: Mapping[str, Amount]
    reckoning: tuple[str, ...] = ()  # how figures computed from goods were reached


@dataclass(frozen=True, slots=True)
class Penalty:
    """An earlier penalty for an act under one article (受过的刑事处罚或者行政处罚)."""

    on: date
    kind: str  # administrative | criminal
    article: str  # the offence the punished act falls under
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Whether something holds; None is not known. That it holds counts once an exhibit proves it."""

    holds: bool | None
    exhibit: str = ""

    @property
    def proved(self) -> bool | None:
        """True proved, False found not to hold, None not known or not proved."""
        return None if self.holds and not self.exhibit else self.holds


UNKNOWN = Claim(None)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """The officer's answer about reasonable suspicion (犯罪的合理嫌疑), with reasons."""

    reasonable: bool | None = None
    police_measures_needed: bool | None = None
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class CrimeFacts:
    """A case as far as it is known."""

    offence: Offence
    on: date  # the day of the question
    acts: tuple[Act, ...]
    is_unit: bool = False
    none: frozenset[str] = frozenset()
    several: bool | None = None
    penalties: tuple[Penalty, ...] | None = None  # None: nobody looked
    elements: Mapping[str, Claim] | None = None
    bankruptcy: Claim = UNKNOWN
    circumvention: bool = False
    secret_loss: SecretLoss | None = None
    suspicion: Suspicion = Suspicion()

    @property
    def last_day(self) -> date:
        """The last day of the last act: it decides which texts are asked."""
        return max(act.last_day for act in self.acts)


_MAY = (
    "offender", "none", "several", "penalties", "elements", "bankruptcy", "circumvention", "secret_loss", "suspicion",
)  # fmt: skip


def read_crime(fact: Fact) -> CrimeFacts:
    """Read what is said of a case. Raises UnusableFacts, naming the place and, where a provision is the reason, the article."""
    found = fact.mapping(required=("article", "on", "acts"), optional=_MAY)
    offence = OFFENCES[found["article"].choice(tuple(OFFENCES))]
    for flag in ("several", "bankruptcy", "circumvention"):
        if flag in found and flag not in offence.flags:
            raise found[flag].fault(f"{offence.source}不看这一情节")
    on = found["on"].day()
    none = frozenset(_measure(part, part.text(), offence) for part in found["none"].items()) if "none" in found else frozenset()
    acts = tuple(_act(part, offence, none, on) for part in found["acts"].items())
    if not acts:
        raise found["acts"].fault("至少应当有一个行为")
    facts = CrimeFacts(
        offence=offence,
        on=on,
        acts=acts,
        is_unit="offender" in found and found["offender"].choice(("person", "unit")) == "unit",
        none=none,
        several=found["several"].flag() if "several" in found else None,
        penalties=tuple(_penalty(part, on) for part in found["penalties"].items()) if "penalties" in found else None,
        elements=_elements(found.get("elements"), offence),
        bankruptcy=_claim(found["bankruptcy"]) if "bankruptcy" in found else UNKNOWN,
        circumvention=found["circumvention"].flag() if "circumvention" in found else False,
        suspicion=_suspicion(found.get("suspicion")),
    )
    return _with_secret_loss(facts, found["secret_loss"]) if "secret_loss" in found else facts


def _measure(spot: Fact, key: str, offence: Offence) -> str:
    if key not in MEASURES:
        raise spot.fault(f"没有名为“{key}”的数额，可用：{'、'.join(offence.measures)}")
    if key not in offence.measures:
        raise spot.fault(f"{offence.source}不以“{MEASURES[key].name_zh}”为标准，可用：{'、'.join(offence.measures)}")
    return key


def _act(fact: Fact, offence: Offence, none: frozenset[str], on: date) -> Act:
    found = fact.mapping(required=("from",), optional=("until", "amounts", "goods"))
    first = found["from"].day()
    last = found["until"].day() if "until" in found else first
    if last < first:
        raise found["until"].fault("行为结束之日早于开始之日")
    if last > on:
        raise found.get("until", found["from"]).fault(f"行为晚于提问之日 {on}")
    amounts = {}
    if "amounts" in found:
        for key, part in found["amounts"].mapping(optional=tuple(MEASURES)).items():
            _measure(part, key, offence)
            amounts[key] = _amount(part, key)
            if key in none and amounts[key].number:
                raise part.fault("又写明没有，又写了数额，前后矛盾")
    if "goods" not in found:
        return Act(first, last, amounts)
    valued = read_goods(found["goods"])
    return Act(first, last, amounts | _of_goods(found["goods"], valued, offence, {*amounts, *none}), valued.steps)


def _of_goods(fact: Fact, valued: Valued, offence: Offence, stated: Collection[str]) -> dict[str, Amount]:
    """Return the figures goods give: sales and unsold value where the article looks at them, else their worth together."""
    worths = {"sales": valued.sold, "unsold_value": valued.unsold} if "sales" in offence.measures else {"turnover": valued.together}
    amounts = {}
    for key, worth in worths.items():
        if key not in offence.measures:
            raise fact.fault(f"{offence.source}不以货物价值为标准")
        if key in stated:
            raise fact.fault(f"“{MEASURES[key].name_zh}”已经另行写明，不能再按货物计算")
        if worth.fen is not None:
            amounts[key] = Amount(worth.fen, "、".join(worth.exhibits))
    return amounts


def _amount(fact: Fact, key: str) -> Amount:
    unit = MEASURES[key].unit
    found = fact.mapping(required=(unit,), optional=("exhibit",))
    return Amount(found[unit].whole(), found["exhibit"].text() if "exhibit" in found else "")


def _penalty(fact: Fact, on: date) -> Penalty:
    found = fact.mapping(required=("on", "kind", "for"), optional=("exhibit",))
    day = found["on"].day()
    if day > on:
        raise found["on"].fault(f"处罚晚于提问之日 {on}")
    exhibit = found["exhibit"].text() if "exhibit" in found else ""
    return Penalty(day, found["kind"].choice(tuple(PENALTIES)), found["for"].choice(tuple(OFFENCES)), exhibit)


def _claim(fact: Fact) -> Claim:
    found = fact.mapping(optional=("holds", "exhibit"))
    return Claim(found["holds"].flag() if "holds" in found else None, found["exhibit"].text() if "exhibit" in found else "")


def _elements(fact: Fact | None, offence: Offence) -> Mapping[str, Claim]:
    found = fact.mapping(optional=tuple(e.key for e in offence.elements)) if fact else {}
    return {element.key: _claim(found[element.key]) if element.key in found else UNKNOWN for element in offence.elements}


def _suspicion(fact: Fact | None) -> Suspicion:
    if fact is None:
        return Suspicion()
    found = fact.mapping(optional=("reasonable", "police_measures_needed", "reasons"))
    said = Suspicion(
        found["reasonable"].flag() if "reasonable" in found else None,
        found["police_measures_needed"].flag() if "police_measures_needed" in found else None,
        found["reasons"].text() if "reasons" in found else "",
    )
    if said.reasonable is False and not said.reasons:
        raise fact.fault("认为不存在合理嫌疑的，应当写明理由（reasons）", article="行政执法机关移送涉嫌犯罪案件的规定 第三条第二款")
    return said


def _with_secret_loss(facts: CrimeFacts, fact: Fact) -> CrimeFacts:
    """Put the computed loss in the place of a stated one: it belongs to the last act, and stands beside no other figure of loss."""
    if "loss" not in facts.offence.measures:
        raise fact.fault(f"{facts.offence.source}不以商业秘密的损失为标准")
    if "loss" in facts.none or any("loss" in act.amounts for act in facts.acts):
        raise fact.fault("损失数额已经另行写明，不能再按方式计算", article="法释〔2025〕5号 第十八条")
    if len(facts.acts) != 1:
        raise fact.fault("按方式计算损失时应当合为一个行为，或者逐个写明各行为的损失数额")
    loss = read_secret_loss(fact)
    (act,) = facts.acts
    if loss.total is None:
        return replace(facts, secret_loss=loss)
    amount = Amount(loss.total, "、".join(loss.exhibits) if loss.proved else "")
    return replace(facts, secret_loss=loss, acts=(replace(act, amounts={**act.amounts, "loss": amount}),))
