"""The innocent seller (不知情销售者): sold without knowing, acquired lawfully, names the supplier.

In the administrative procedure such a seller is only told to stop selling (商标法 第六十条第二款, from 2027 第七十四条第二款). The civil
defences of the other statutes ask for other things and lead elsewhere; they are shown beside, never mixed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quandun.law.errors import NotInForce
from quandun.law.facts import Fact
from quandun.law.statutes import Law

State = Literal["established", "not_established", "unproved"]


@dataclass(frozen=True, slots=True)
class Defence:
    """One statute's provision: its parameter, and the questions of FACTS in the order its conditions stand in."""

    id: str
    name_zh: str
    questions: tuple[str, ...]
    on_proof: str = ""  # what follows where the parameter says what follows WITHOUT proof


DEFENCES: Mapping[str, Defence] = {
    "trademark": Defence("mp-innocent-seller", "商标行政处理", ("unaware", "lawfully_acquired", "supplier_named")),
    "unfair_competition": Defence("mp-innocent-seller-confusion", "混淆行政处理", ("unaware", "lawfully_acquired", "supplier_named")),
    "trademark_civil": Defence("cd-innocent-seller-trademark", "商标民事赔偿", ("unaware", "lawfully_acquired", "supplier_named")),
    "patent": Defence("cd-innocent-seller-patent", "专利民事赔偿", ("unaware", "lawful_source")),
    "copyright": Defence(
        "cd-lawful-source-copyright", "著作权法律责任", ("lawful_source",), on_proof="不因来源不能证明而承担该条的法律责任"
    ),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the provision and how the file stands to it."""

    key: str
    name_zh: str
    state: State
    exhibit: str


@dataclass(frozen=True, slots=True)
class SellerFacts:
    """What is said of a seller; the day is that of the sale."""

    statute: str
    on: date
    claims: Mapping[str, tuple[bool | None, str]]


@dataclass(frozen=True, slots=True)
class SellerAnswer:
    """Whether the provision applies, what follows, and what the other statutes have instead."""

    name_zh: str
    state: State
    conditions: tuple[Condition, ...]
    consequence_zh: str
    source: str
    confirmed: bool
    beside: tuple[str, ...]


def read_seller(fact: Fact) -> SellerFacts:
    """Read what is said of a seller. Raises UnusableFacts."""
    found = fact.mapping(required=("statute", "on"), optional=("conditions",))
    statute = found["statute"].choice(tuple(DEFENCES))
    claims: dict[str, tuple[bool | None, str]] = {}
    if "conditions" in found:
        for key, part in found["conditions"].mapping(optional=DEFENCES[statute].questions).items():
            said = part.mapping(optional=("holds", "exhibit"))
            claims[key] = (said["holds"].flag() if "holds" in said else None, said["exhibit"].text() if "exhibit" in said else "")
    return SellerFacts(statute, found["on"].day(), claims)


def judge_seller(law: Law, facts: SellerFacts) -> SellerAnswer:
    """Judge the conditions of the statute asked for; that one holds counts once an exhibit proves it. Raises NotInForce."""
    defence = DEFENCES[facts.statute]
    named = law.value(f"{defence.id}.conditions", on=facts.on)
    consequence = law.value(f"{defence.id}.consequence", on=facts.on)
    assert isinstance(named.value, tuple) and len(named.value) == len(defence.questions)  # a test holds the two together
    conditions = tuple(_condition(facts, key, str(name)) for key, name in zip(defence.questions, named.value, strict=True))
    state = _together(conditions)
    return SellerAnswer(
        defence.name_zh,
        state,
        conditions,
        _consequence(defence, state, str(consequence.value)),
        consequence.source,
        named.confirmed and consequence.confirmed,
        tuple(_beside(law, facts)),
    )


def _condition(facts: SellerFacts, key: str, name: str) -> Condition:
    holds, exhibit = facts.claims.get(key, (None, ""))
    state: State = "not_established" if holds is False else "established" if holds and exhibit else "unproved"
    return Condition(key, name, state, exhibit)


def _together(conditions: tuple[Condition, ...]) -> State:
    states = {condition.state for condition in conditions}
    return "not_established" if "not_established" in states else "unproved" if "unproved" in states else "established"


def _consequence(defence: Defence, state: State, text: str) -> str:
    if defence.on_proof:
        return defence.on_proof if state == "established" else text if state == "not_established" else f"尚未证明；证明不了的，{text}"
    return {"established": text, "not_established": "不适用这一规定", "unproved": f"尚未证明；证明后{text}"}[state]


def _beside(law: Law, facts: SellerFacts) -> list[str]:
    shown = []
    for key, defence in DEFENCES.items():
        if key == facts.statute:
            continue
        try:
            consequence = law.value(f"{defence.id}.consequence", on=facts.on)
        except NotInForce:
            continue
        shown.append(f"{defence.name_zh}另有规定，条件分别审查：{consequence.value}——{consequence.source}")
    return shown


_STATES_ZH: dict[State, str] = {"established": "有证据证明", "not_established": "不具备", "unproved": "未证明"}


def lines(answer: SellerAnswer) -> list[str]:
    """Return the answer as people read it."""
    said = [f"{answer.name_zh}：{_STATES_ZH[answer.state]}。{answer.consequence_zh}——{answer.source}"]
    for condition in answer.conditions:
        exhibit = f"（{condition.exhibit}）" if condition.exhibit and condition.state == "established" else ""
        said.append(f"  {condition.name_zh}：{_STATES_ZH[condition.state]}{exhibit}")
    return [*said, *(f"  {line}" for line in answer.beside)]
