"""Small worlds for tests: an invented city with two bureaus, its staff, a right holder, a report, a case brought to a step.

Everything is done through the rooms' front doors; answers are made from the manifest's own fields, so a new field needs
no new factory. All names are invented.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from unittest import mock

from django.db import transaction

from quandun.cases import api as cases
from quandun.cases.domain.history import signing_order
from quandun.intake import api as intake
from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.clocks import beijing, legal_day
from quandun.kernel.ids import new_secret
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.rights import api as rights
from quandun.store import api as store

LINCHUAN = Path(__file__).parents[1] / "cities" / "linchuan"
SYSTEM = Actor.system("tests")
PENALTY = "administrative_penalty"
BUREAU, NEIGHBOUR, DISTRICT = "dongqiao-market", "xiyuan-market", "990102"
PARTY = "卖茶的老吴"

# Canaries: strings that occur nowhere else, so that finding one means it leaked.
REPORTER_NAME, REPORTER_PHONE = "甄举报", "13799911234"
PARTY_PHONE, PARTY_ID, TRADER = "13699955678", "990102198501017777", "东桥区老吴茶叶店（虚构）"

# The road of an ordinary case: each step and the day it is taken on. Due dates come from `law`.
ROAD: tuple[tuple[str, date], ...] = (
    ("register_source", date(2026, 8, 31)),
    ("confirm_route", date(2026, 9, 1)),
    ("verify_on_site", date(2026, 9, 3)),
    ("preserve_evidence", date(2026, 9, 3)),
    ("file_case", date(2026, 9, 7)),
    ("tell_reporter_of_filing", date(2026, 9, 7)),
    ("ask_identification", date(2026, 9, 8)),
    ("receive_identification", date(2026, 9, 10)),
    ("seize", date(2026, 9, 11)),
    ("inquire", date(2026, 9, 15)),
    ("check_crime", date(2026, 9, 16)),
    ("conclude_investigation", date(2026, 9, 22)),
    ("review_case", date(2026, 9, 24)),
    ("notify_penalty", date(2026, 9, 30)),
    ("serve_notice", date(2026, 9, 30)),
    ("receive_defence", date(2026, 10, 9)),
    ("review_defence", date(2026, 10, 9)),
    ("extend_seizure", date(2026, 10, 9)),
    ("decide", date(2026, 10, 16)),
    ("serve_decision", date(2026, 10, 16)),
    ("tell_reporter_of_result", date(2026, 10, 19)),
    ("record_payment", date(2026, 10, 30)),
    ("dispose_goods", date(2026, 10, 30)),
    ("record_publication", date(2026, 11, 6)),
    ("close_case", date(2026, 11, 10)),
)
# Side roads: the step of the road after which each can be taken, and the day.
ASIDE: dict[str, tuple[str, date]] = {
    "decline_filing": ("confirm_route", date(2026, 9, 2)),
    "release_preservation": ("preserve_evidence", date(2026, 9, 4)),
    "lift_seizure": ("seize", date(2026, 9, 14)),
    "extend_decision": ("file_case", date(2026, 9, 8)),
    "request_hearing": ("serve_notice", date(2026, 10, 8)),
    "hold_hearing": ("serve_notice", date(2026, 10, 12)),
    "legal_review": ("serve_notice", date(2026, 10, 13)),
}
STAFF = ("registrar", "officer", "unit_head", "reviewer", "bureau_head", "publisher", "supervisor")


def day_of(step: str) -> date:
    """Return the day a step is taken on."""
    return dict(ROAD)[step] if step in dict(ROAD) else ASIDE[step][1]


def at(day: date, hour: int = 10) -> datetime:
    return beijing(day, hour)


def answers_for(step: str, day: date, kind: cases.CaseType | None = None) -> dict[str, object]:
    """Return complete answers of a step: every field filled by its kind, the party's with the canaries."""
    what = kind or next(one for one in cases.case_types() if one.key == PENALTY)
    known: dict[str, object] = {
        "party_name": TRADER,
        "party_phone": PARTY_PHONE,
        "party_id_number": PARTY_ID,
        "party_operator": PARTY,
        "hearing_asked": False,
        "decision_facts": f"当事人（电话{PARTY_PHONE}，身份证{PARTY_ID}）在{TRADER}销售近似商品。",
    }
    goods: dict[str, str] = {"name": "茶", "spec": "250 克/袋", "quantity": "8", "unit": "袋", "note": ""}
    made: dict[str, object] = {}
    for one in what.fields_of(what.step(step)):
        by_kind: dict[str, object] = {
            "date": day.isoformat(),
            "fen": 1_200_000,
            "flag": True,
            "lines": ["事项一", "事项二"],
            "items": [goods],
            "exhibits": [],
            "choice": one.choices[0][0] if one.choices else "",
        }
        made[one.key] = known.get(one.key, by_kind.get(one.kind, f"{one.label}已记明"))
    return made


@contextmanager
def papers_left_blank() -> Iterator[None]:
    """Let documents be issued without typesetting: for tests about people and order, not about paper."""

    def blank(template: Path, data: Mapping[str, object]) -> bytes:
        return b"%PDF-1.7 " + hashlib.sha256(f"{template.name}{data.get('document')}".encode()).hexdigest().encode()

    with mock.patch("quandun.documents.api.render_pdf", blank):
        yield


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo everything done inside. Marked as a test's own block, so that the log may place entries in it."""
    block = transaction.atomic()
    vars(block)["_from_testcase"] = True
    with block:
        yield
        transaction.set_rollback(True)


def settle() -> None:
    """Let the log place what was appended and tell the news until nothing moves."""
    while ledger.sequence_once(at=at(date(2026, 12, 1))) is not None or ledger.deliver_once():
        pass


@dataclass
class World:
    """A city with two bureaus, everybody in them, and what was made so far."""

    accounts: dict[str, str] = field(default_factory=dict)  # "officer", "officer2", "neighbour officer" -> account
    owner: str = ""
    mark: str = ""
    codes: dict[str, str] = field(default_factory=dict)

    def who(self, name: str, day: date = date(2026, 9, 1)) -> Actor:
        """Return the actor of that name on a day."""
        return people.actor_for_account(self.accounts[name], at(day))

    def unit(self, key: str = BUREAU) -> str:
        return people.unit_by_key(key).id

    def hire(self, name: str, unit: str, role: str) -> None:
        begin = at(date(2026, 1, 5))
        person = people.register_person(name=f"测试{name}", certificate=f"临{len(self.accounts):04d}", by=SYSTEM, at=begin)
        people.appoint(person_id=person, unit_key=unit, role=role, valid_from=date(2026, 1, 5), by=SYSTEM, at=begin)
        self.accounts[name] = people.open_account(
            person_id=person, username=name.replace(" ", "-"), password=new_secret(), by=SYSTEM, at=begin
        )

    def draft(self, *, named: bool = True, place: str = "东桥市场 7 号") -> tuple[str, Actor]:
        """Start and fill a report; return the draft's id and the bearer of its code."""
        when = at(date(2026, 8, 31), 8)
        code = new_secret()
        started = intake.start_report(secret=code, by=ANYONE, at=when)
        bearer = Actor(id=started.link_id, roles=frozenset({"reporter", "anyone"}), about=started.draft_id)
        self.codes[started.draft_id] = code
        said = {
            "used_sign": "云山纺",
            "goods": "袋装茶",
            "mark_number": "88000001",
            "happened": "看到摊位在卖。",
            "seller": "7 号摊位",
            "place": place,
            "district_code": DISTRICT,
            "seen_on": "2026-08-30",
            "relation": "consumer",
            "named": named,
            "name": REPORTER_NAME if named else "",
            "phone": REPORTER_PHONE if named else "",
        }
        intake.save_draft(draft_id=started.draft_id, answers=said, by=bearer, at=when)
        return started.draft_id, bearer

    def report(self, *, named: bool = True) -> str:
        """Return the matter of a report just submitted."""
        draft_id, bearer = self.draft(named=named)
        photo = store.keep(BytesIO(b"\x89PNG\r\n\x1a\n" + draft_id.encode()))
        intake.attach_file(draft_id=draft_id, blob=photo, name="照片.png", purpose="在售情况", by=bearer, at=at(date(2026, 8, 31), 8))
        return intake.submit_report(draft_id=draft_id, by=bearer, at=at(date(2026, 8, 31), 9)).matter_id

    def case(self, matter_id: str = "", kind: str = PENALTY) -> str:
        """Return a case just opened in a matter (of a new report unless one is given)."""
        matter = matter_id or self.report()
        return cases.open_case(case_type=kind, matter_id=matter, name="", by=self.who("registrar"), at=at(date(2026, 8, 31)))

    def case_before(self, step: str, matter_id: str = "") -> str:
        """Return a case brought along the road to where `step` can be taken next."""
        case_id = self.case(matter_id)
        last = ASIDE[step][0] if step in ASIDE else ""
        for one, day in ROAD:
            if one == step:
                break
            self.take(case_id, one, day)
            if one == last:
                break
        return case_id

    def signers(self, step: str, kind: cases.CaseType | None = None) -> tuple[str, ...]:
        """Return who signs a step in this bureau, in order."""
        what = kind or next(one for one in cases.case_types() if one.key == PENALTY)
        names: list[str] = []
        for signer in signing_order(what.step(step)):
            name = "officer" if signer.capacity == "party" else str(signer.capacity)
            if signer.capacity == "officer" and "officer" in names:
                name = "officer2"
            names.append(name)
        return tuple(names)

    def propose(self, case_id: str, step: str, day: date | None = None, kind: cases.CaseType | None = None) -> str:
        """Return the proposal of a step by the person who signs first."""
        when = day or day_of(step)
        by = self.who(self.signers(step, kind)[0], when)
        return cases.propose_step(case_id=case_id, step=step, answers=answers_for(step, when, kind), by=by, at=at(when))

    def sign(self, proposal_id: str, name: str, day: date, *, party: str = "") -> cases.Signed:
        by = self.who(name, day)
        prepared = cases.prepare_signature(proposal_id=proposal_id, opinion="同意", by=by, at=at(day), party_name=party)
        return cases.sign(proposal_id=proposal_id, prepared=prepared, opinion="同意", by=by, at=at(day), party_name=party)

    def sign_all_but_last(self, case_id: str, step: str, day: date | None = None) -> str:
        """Propose a step and let everyone but the last sign; return the proposal."""
        when = day or day_of(step)
        proposal_id = self.propose(case_id, step, when)
        for name in self.signers(step)[:-1]:
            self.sign(proposal_id, name, when)
        return proposal_id

    def take(self, case_id: str, step: str, day: date | None = None, kind: cases.CaseType | None = None) -> cases.Signed:
        """Propose a step, let everybody sign, and return what the last signature did."""
        when = day or day_of(step)
        if step == "receive_identification":
            return self.identify(case_id, when)
        proposal_id = self.propose(case_id, step, when, kind)
        names = self.signers(step, kind)
        what = kind or next(one for one in cases.case_types() if one.key == PENALTY)
        on_paper = [one.capacity == "party" for one in signing_order(what.step(step))]
        done: cases.Signed | None = None
        for name, paper in zip(names, on_paper, strict=True):
            done = self.sign(proposal_id, name, when, party=PARTY if paper else "")
        assert done is not None
        return done

    def link(self, case_id: str, day: date | None = None) -> Actor:
        """Return the bearer of a new one-time link about a case."""
        when = at(day or day_of("ask_identification"), 11)
        link_id = cases.issue_identification_link(case_id=case_id, secret=new_secret(), by=self.who("officer", legal_day(when)), at=when)
        return Actor(id=link_id, roles=frozenset({"right_holder", "anyone"}), about=case_id)

    def identify(self, case_id: str, day: date) -> cases.Signed:
        bearer = self.link(case_id)
        answers = answers_for("receive_identification", day)
        return cases.submit_identification(
            link_id=bearer.id, case_id=case_id, answers=answers, signer_name="权利人测试", by=bearer, at=at(day)
        )


def a_city() -> Path:
    """Return a copy of the small test city, its plan dated and its remedies known."""
    folder = Path(tempfile.mkdtemp(prefix="quandun-city-")) / "linchuan"
    shutil.copytree(LINCHUAN, folder)
    with (folder / "plan.md").open("a", encoding="utf-8") as plan:
        plan.write("\n\n临川市人民政府\n2026年3月2日\n")
    lines = ["key\treconsideration_body\tcourt\tconfidence\tnote"]
    lines += [f"{key}\t东桥区人民政府\t东桥区人民法院\tlow\t待确认" for key in (BUREAU, NEIGHBOUR)]
    (folder / "remedies.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def a_world() -> World:
    """Make the city, hire everybody in both bureaus, register a right holder with a mark."""
    world, begin = World(), at(date(2026, 1, 5))
    folder = a_city()
    people.load_city_folder(folder=folder, by=SYSTEM, at=begin)
    shutil.rmtree(folder.parent)
    for role in STAFF:
        world.hire(role, BUREAU, role)
        world.hire(f"neighbour {role}", NEIGHBOUR, role)
    for role in ("officer", "reviewer", "publisher"):
        world.hire(f"{role}2", BUREAU, role)
        world.hire(f"neighbour {role}2", NEIGHBOUR, role)
    person = people.register_person(name="权利人测试", by=SYSTEM, at=begin)
    world.owner = people.register_organisation(name="云山坊茶业（虚构）", credit_code="99000000TEST000001", by=SYSTEM, at=begin)
    people.give_mandate(person_id=person, organisation_id=world.owner, valid_from=date(2026, 1, 5), by=SYSTEM, at=begin)
    world.accounts["holder"] = people.open_account(person_id=person, username="holder", password=new_secret(), by=SYSTEM, at=begin)
    world.mark = rights.register_mark(
        number="88000001",
        name="云山坊",
        owner_id=world.owner,
        classes="30",
        goods="茶",
        valid_from=date(2020, 1, 1),
        last_day=date(2029, 12, 31),
        by=world.who("holder"),
        at=begin,
    )
    return world


def in_role(actor: Actor, *roles: str) -> Actor:
    """Return the same person as if holding only these roles."""
    return replace(actor, roles=frozenset({*roles, "anyone", "signed_in"}))
