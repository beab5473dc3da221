"""Writes of the shared file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from quandun.documents.api import next_number
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.matters import vault
from quandun.matters.access import MatterAccess
from quandun.matters.errors import NothingSealed, ReasonMissing
from quandun.matters.models import Matter, Participant, Progress, SealedIdentity
from quandun.people import api as people
from quandun.people.api import allow

ALIAS_MARKS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class OpenedMatter:
    """A matter just opened, and the alias its reporter goes by."""

    id: str
    number: str
    alias: str


@transaction.atomic
def open_matter(
    *, title: str, district_code: str, right_id: str, reporter_link_id: str, identity: Mapping[str, str] | None, by: Actor, at: datetime
) -> OpenedMatter:
    """Open a shared file (建立案卷) for a report. The reporter enters under an alias; `identity` is sealed apart.

    `identity` None means an anonymous report. The handling unit is the district's bureau where one is known.
    """
    allow(by, "matters.open_matter")
    day = legal_day(at)
    count = next_number(f"matter/{day:%Y%m%d}")
    unit = people.enforcement_unit_of(district_code)
    matter = Matter.objects.create(
        public_id=new_id("mt"),
        number=f"QD{day:%Y%m%d}-{count:04d}",
        title=title,
        district_code=district_code,
        right_id=right_id,
        opened_at=at,
        holder_unit_id=unit.id if unit else "",
        stage="已收到举报，等待登记",
        stage_en="Report received, waiting to be registered",
    )
    alias = f"举报人{ALIAS_MARKS[0]}"
    rows: list[Matter | Participant] = [matter, _join(matter, "reporter", reporter_link_id, alias, at)]
    if unit:
        rows.append(_join(matter, "handling_unit", unit.id, unit.full_name, at))
    if identity:
        nonce, ciphertext = vault.seal(identity, matter_id=matter.public_id)
        SealedIdentity.objects.create(matter=matter, nonce=nonce, ciphertext=ciphertext)
    body = {"number": matter.number, "district": district_code, "anonymous": not identity}
    ledger.append("matters.matter_opened", about=(matter.public_id,), body=body, by=by, at=at, rows=rows)
    return OpenedMatter(matter.public_id, matter.number, alias)


@transaction.atomic
def set_standing(
    *, matter_id: str, holder_unit_id: str, stage: str, stage_en: str, done: str, done_en: str, note: str = "", by: Actor, at: datetime
) -> None:
    """Write where the matter stands and who holds it, for everyone who may ask (办理进度).

    `done` names what was just done, `note` is what the reporter is told with it.
    """
    allow(by, "matters.set_standing")
    matter = _matter(matter_id)
    matter.holder_unit_id, matter.stage, matter.stage_en = holder_unit_id, stage, stage_en
    matter.save(update_fields=["holder_unit_id", "stage", "stage_en"])
    told = Progress.objects.create(public_id=new_id("pg"), matter=matter, at=at, done=done, done_en=done_en, note=note)
    rows: list[Matter | Progress] = [matter, told]
    ledger.append("matters.standing_set", about=(matter_id,), body={"holder": holder_unit_id}, by=by, at=at, rows=rows)


@transaction.atomic
def join(*, matter_id: str, role: str, actor_id: str, label: str, by: Actor, at: datetime) -> str:
    """Let a unit, organisation or person take part in the matter (加入案卷) and so see what its role may see."""
    allow(by, "matters.join")
    participant = _join(_matter(matter_id), role, actor_id, label, at)
    ledger.append(
        "matters.participant_joined", about=(matter_id, participant.public_id), body={"role": role}, by=by, at=at, rows=(participant,)
    )
    return participant.public_id


@transaction.atomic
def unseal_reporter(*, matter_id: str, reason: str, by: Actor, at: datetime) -> dict[str, str]:
    """Open the reporter's identity (解封举报人身份) for a stated reason; the act itself is a fact of the file.

    Raises ReasonMissing for a reason under six characters, NothingSealed for an anonymous report.
    """
    matter = _matter(matter_id)
    allow(by, "matters.unseal_reporter", MatterAccess(matter))
    if len(reason.strip()) < 6:
        raise ReasonMissing()
    sealed = SealedIdentity.objects.filter(matter=matter).first()
    if sealed is None:
        raise NothingSealed()
    ledger.append("matters.reporter_unsealed", about=(matter_id,), body={"reason": reason.strip()}, by=by, at=at)
    return vault.unseal(bytes(sealed.nonce), bytes(sealed.ciphertext), matter_id=matter_id)


def _join(matter: Matter, role: str, actor_id: str, label: str, at: datetime) -> Participant:
    return Participant.objects.create(public_id=new_id("pt"), matter=matter, role=role, actor_id=actor_id, label=label, joined_at=at)


def _matter(matter_id: str) -> Matter:
    matter = Matter.objects.filter(public_id=matter_id).first()
    if matter is None:
        raise NotFound()
    return matter
