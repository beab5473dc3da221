"""Writes of supervision (督办): open about something overdue, answer, return or close. Each act is dated and stays."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from quandun.assessment.access import SupervisionAccess
from quandun.assessment.domain.scoring import scored
from quandun.assessment.errors import NotYourTask, SupervisionRefused
from quandun.assessment.models import PlanTarget, PlanTask, Supervision, SupervisionAct
from quandun.assessment.progress import LEAST_WORDS, refuse_unknown_records
from quandun.assessment.selectors import matrix_of_task
from quandun.documents.api import next_number
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.people.api import allow

# What may follow what.
FOLLOWS = {"answered": ("opened", "returned"), "returned": ("answered",), "closed": ("answered",)}
WORDS = {"opened": "已发出，待答复", "answered": "已答复，待审查", "returned": "已退回，待重新答复", "closed": "已办结"}


@transaction.atomic
def open_supervision(*, task_id: str, unit_id: str, target_id: str = "", text: str, answer_by: date, by: Actor, at: datetime) -> str:
    """Demand an answer from a responsible unit about what is overdue (发出督办), and return the supervision's public id.

    With `target_id` the target must be past its day and not shown as reached; without, `text` names what is overdue.
    `answer_by` is the last day to answer, inclusive. Raises NotYourTask, SupervisionRefused.
    """
    allow(by, "assessment.open_supervision")
    task = PlanTask.objects.filter(public_id=task_id).first()
    if task is None:
        raise NotFound()
    unit = people.unit(unit_id)
    if not task.assignments.filter(unit_id=unit_id).exists():
        raise NotYourTask(task=task.title, unit=unit.name)
    today = legal_day(at)
    _refuse_wrong_unit(unit, by)
    _refuse_wrong_day(text, answer_by, today)
    target = _overdue_target(task, target_id, today, by)
    supervision = Supervision.objects.create(
        public_id=new_id("sv"),
        number=f"督〔{today:%Y}〕{next_number(f'supervision/{today:%Y}')}号",
        task=task,
        target=target,
        unit_id=unit_id,
        opened_by_unit_id=by.unit_id,
        opened_at=at,
    )
    _act(supervision, "opened", text, by, at, answer_by=answer_by, more=(supervision,))
    return supervision.public_id


@transaction.atomic
def answer_supervision(*, supervision_id: str, text: str, records: Sequence[str] = (), by: Actor, at: datetime) -> None:
    """Answer for one's own unit what was done about it (答复督办); raises SupervisionRefused when nothing is asked now."""
    supervision = _supervision(supervision_id)
    allow(by, "assessment.answer_supervision", SupervisionAccess(supervision))
    refuse_unknown_records(records)
    _act(supervision, "answered", text, by, at, records=records)


@transaction.atomic
def return_answer(*, supervision_id: str, text: str, answer_by: date, by: Actor, at: datetime) -> None:
    """Return an answer that does not suffice (退回答复), saying why, with a new last day."""
    supervision = _supervision(supervision_id)
    allow(by, "assessment.return_answer", SupervisionAccess(supervision))
    _refuse_wrong_day(text, answer_by, legal_day(at))
    _act(supervision, "returned", text, by, at, answer_by=answer_by)


@transaction.atomic
def close_supervision(*, supervision_id: str, text: str, by: Actor, at: datetime) -> None:
    """Close an answered supervision (办结督办), saying what the answer showed."""
    supervision = _supervision(supervision_id)
    allow(by, "assessment.close_supervision", SupervisionAccess(supervision))
    _act(supervision, "closed", text, by, at)


def _act(
    supervision: Supervision,
    kind: str,
    text: str,
    by: Actor,
    at: datetime,
    *,
    answer_by: date | None = None,
    records: Sequence[str] = (),
    more: Sequence[Supervision] = (),
) -> None:
    last = supervision.acts.order_by("-position").first()
    if kind in FOLLOWS and (last is None or last.kind not in FOLLOWS[kind]):
        raise SupervisionRefused(why=f"现在的状态是“{WORDS[last.kind] if last else ''}”")
    if len(text.strip()) < LEAST_WORDS:
        raise SupervisionRefused(why="没有写明情况")
    try:
        with transaction.atomic():
            act = SupervisionAct.objects.create(
                public_id=new_id("sa"),
                supervision=supervision,
                position=last.position + 1 if last else 1,
                kind=kind,
                text=text.strip(),
                records=list(records),
                answer_by=answer_by,
                by_id=by.id,
                at=at,
            )
    except IntegrityError as taken:
        raise SupervisionRefused(why="别人刚刚办理过这件督办，请刷新页面") from taken
    about = (supervision.public_id, supervision.task.public_id, supervision.unit_id, act.public_id)
    body = {"number": supervision.number, "answer_by": answer_by.isoformat() if answer_by else ""}
    ledger.append(f"assessment.supervision_{kind}", about=about, body=body, by=by, at=at, rows=(*more, act))


def _refuse_wrong_unit(unit: people.UnitView, by: Actor) -> None:
    if not scored(unit.kind):
        raise SupervisionRefused(why="法院、检察院、人大、政协的任务只列出，不计分、不督办")
    if unit.id == by.unit_id:
        raise SupervisionRefused(why="不能督办本单位")


def _refuse_wrong_day(text: str, answer_by: date, today: date) -> None:
    if answer_by < today:
        raise SupervisionRefused(why="答复期限已经过去")
    if len(text.strip()) < LEAST_WORDS:
        raise SupervisionRefused(why="没有写明情况")


def _overdue_target(task: PlanTask, target_id: str, today: date, by: Actor) -> PlanTarget | None:
    if not target_id:
        return None
    _, view = matrix_of_task(task.public_id, on=today, by=by)
    target = next((one for one in view.targets if one.id == target_id), None)
    if target is None:
        raise NotFound()
    if target.due_on is None or target.due_on >= today or target.standing == "reached":
        raise SupervisionRefused(why=f"目标“{target.text}”没有到期，或者已经达到")
    return PlanTarget.objects.get(public_id=target_id)


def _supervision(supervision_id: str) -> Supervision:
    supervision = Supervision.objects.select_related("task").filter(public_id=supervision_id).first()
    if supervision is None:
        raise NotFound()
    return supervision
