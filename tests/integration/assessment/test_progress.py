"""A responsible unit reports, a supervisor of another unit reviews, the public reads what is published."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from quandun.assessment import api as assessment
from quandun.assessment.errors import AlreadyReviewed, NotYourTask, ReportFaulty
from quandun.evidence import api as evidence
from quandun.kernel.actors import ANYONE
from quandun.kernel.errors import NotAllowed
from quandun.ledger import api as ledger
from quandun.store import api as store
from tests.integration.assessment.plan_world import DAY, task
from tests.integration.worlds import World, at

FROM, TO = date(2026, 8, 1), date(2026, 8, 31)


def _report(world: World, number: str = "1", name: str = "liaison", **more: object) -> str:
    said: dict[str, object] = {"period_from": FROM, "period_to": TO, "text": "遴选重点单位二十家。", **more}
    return assessment.report_progress(task_id=task(number).id, by=world.who(name), at=at(DAY), **said)  # type: ignore[arg-type]


def test_a_report_is_internal_until_it_is_published(plan_world: World) -> None:
    report_id = _report(plan_world)
    supervisor = plan_world.who("plan supervisor")
    with pytest.raises(NotAllowed):
        assessment.report(report_id, by=ANYONE)
    assert assessment.reports(by=ANYONE, task_id=task("1").id) == []
    assessment.review_report(report_id=report_id, accepted=True, by=supervisor, at=at(DAY))
    with pytest.raises(NotAllowed):
        assessment.report(report_id, by=ANYONE)
    assessment.publish_report(report_id=report_id, by=supervisor, at=at(DAY))
    assert assessment.report(report_id, by=ANYONE).text == "遴选重点单位二十家。"
    assert [one.id for one in assessment.reports(by=ANYONE, task_id=task("1").id)] == [report_id]


def test_files_are_taken_into_custody_and_belong_to_the_report(plan_world: World) -> None:
    blob = store.keep(BytesIO("名单".encode()))
    report_id = _report(plan_world, files=[assessment.Attachment(blob, "名单.txt")])
    [exhibit] = evidence.exhibits_about([report_id])
    assert assessment.report(report_id, by=plan_world.who("liaison")).records == (exhibit.id,)
    assert exhibit.sha256 == blob.sha256


def test_a_unit_reports_on_its_own_tasks_only(plan_world: World) -> None:
    with pytest.raises(NotYourTask):
        _report(plan_world, "2")  # the court's task
    _report(plan_world, "2", "court liaison")


@pytest.mark.parametrize(
    "more",
    [
        {"text": "好"},
        {"period_from": date(2026, 9, 2), "period_to": date(2026, 9, 1)},
        {"period_to": date(2026, 9, 9)},
        {"records": ["ca-aaaaaaaaaaaaaaaaaaaaaaaaaa"]},
        {"records": ["见附件"]},
        {"reached_on": date(2026, 9, 1)},
    ],
)
def test_a_report_that_says_nothing_or_cannot_be_is_refused(plan_world: World, more: dict[str, object]) -> None:
    with pytest.raises(ReportFaulty):
        _report(plan_world, **more)  # type: ignore[arg-type]  # what is planted


def test_a_return_states_reasons_and_a_review_is_given_once(plan_world: World) -> None:
    report_id, by = _report(plan_world), plan_world.who("plan supervisor")
    with pytest.raises(ReportFaulty):
        assessment.review_report(report_id=report_id, accepted=False, reasons="不行", by=by, at=at(DAY))
    assessment.review_report(report_id=report_id, accepted=False, reasons="没有附名单，请补充。", by=by, at=at(DAY))
    assert assessment.report(report_id, by=plan_world.who("liaison")).reasons == "没有附名单，请补充。"
    with pytest.raises(AlreadyReviewed):
        assessment.review_report(report_id=report_id, accepted=True, by=by, at=at(DAY))
    with pytest.raises(NotAllowed):  # a returned report is not published
        assessment.publish_report(report_id=report_id, by=by, at=at(DAY))


def test_a_supervisor_does_not_review_their_own_units_report(plan_world: World) -> None:
    with pytest.raises(NotAllowed):
        assessment.review_report(report_id=_report(plan_world), accepted=True, by=plan_world.who("own supervisor"), at=at(DAY))


def test_a_milestone_counts_as_reached_from_the_day_its_report_was_accepted(plan_world: World) -> None:
    """Reported as reached on 20 August, accepted on 8 September: the figures of the days before stay as they were shown."""
    third = task("3")
    [milestone] = [one for one in third.targets if one.milestone]
    assert milestone.standing == "overdue"
    report_id = _report(plan_world, "3", milestone_id=milestone.id, reached_on=date(2026, 8, 20))
    assert task("3").targets[0].standing == "overdue"  # said by the unit, not yet reviewed
    assessment.review_report(report_id=report_id, accepted=True, by=plan_world.who("plan supervisor"), at=at(DAY))
    assert [(task("3", day).targets[0].standing) for day in (date(2026, 8, 25), date(2026, 9, 7), DAY)] == ["overdue", "overdue", "reached"]
    assert task("3").targets[0].reached_on == date(2026, 8, 20)


def test_a_milestone_of_another_task_is_not_found(plan_world: World) -> None:
    milestone = task("3").targets[0]
    with pytest.raises(NotAllowed):
        _report(plan_world, "1", milestone_id=milestone.id, reached_on=date(2026, 8, 20))


def test_every_act_is_a_fact_about_task_and_report(plan_world: World) -> None:
    report_id = _report(plan_world)
    supervisor = replace(plan_world.who("plan supervisor"))
    assessment.review_report(report_id=report_id, accepted=True, by=supervisor, at=at(DAY))
    assessment.publish_report(report_id=report_id, by=supervisor, at=at(DAY))
    assert [fact.kind for fact in ledger.facts(about=report_id)] == [
        "assessment.progress_reported",
        "assessment.report_reviewed",
        "assessment.report_published",
    ]
