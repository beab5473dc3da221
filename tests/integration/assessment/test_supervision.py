"""What is overdue is supervised, answered, returned or closed; courts and the like are not supervised."""

from datetime import date, timedelta

import pytest

from quandun.assessment import api as assessment
from quandun.assessment.errors import NotYourTask, SupervisionRefused
from quandun.kernel.actors import ANYONE
from quandun.kernel.errors import NotAllowed
from tests.integration.assessment.plan_world import COURT, DAY, DISTRICT_UNIT, MARKET, task
from tests.integration.worlds import World, at

DUE = DAY + timedelta(days=7)
TEXT = "公共服务平台到期没有建成，请说明。"


def _open(world: World, number: str = "3", unit: str = MARKET, name: str = "plan supervisor", **more: object) -> str:
    said: dict[str, object] = {"text": TEXT, "answer_by": DUE, **more}
    return assessment.open_supervision(
        task_id=task(number).id,
        unit_id=world.unit(unit),
        by=world.who(name),
        at=at(DAY),
        **said,  # type: ignore[arg-type]
    )


def _view(world: World, supervision_id: str, on: date = DAY) -> assessment.SupervisionView:
    return assessment.supervision(supervision_id, by=world.who("plan supervisor"), on=on)


def test_it_is_opened_answered_returned_answered_again_and_closed(plan_world: World) -> None:
    opener, liaison = plan_world.who("plan supervisor"), plan_world.who("liaison")
    supervision_id = _open(plan_world, target_id=task("3").targets[0].id)
    assessment.answer_supervision(supervision_id=supervision_id, text="正在建设之中。", by=liaison, at=at(DAY))
    assessment.return_answer(supervision_id=supervision_id, text="请写明完成时间。", answer_by=DUE, by=opener, at=at(DAY))
    assessment.answer_supervision(supervision_id=supervision_id, text="年底前建成上线。", by=liaison, at=at(DAY))
    assessment.close_supervision(supervision_id=supervision_id, text="已说明完成时间。", by=opener, at=at(DAY))
    assert [act.kind for act in _view(plan_world, supervision_id).acts] == ["opened", "answered", "returned", "answered", "closed"]


def test_it_is_late_only_while_an_answer_is_awaited_past_its_day(plan_world: World) -> None:
    supervision_id = _open(plan_world)
    assert [_view(plan_world, supervision_id, day).late for day in (DUE, DUE + timedelta(days=1))] == [False, True]
    assessment.answer_supervision(supervision_id=supervision_id, text="正在建设之中。", by=plan_world.who("liaison"), at=at(DAY))
    assert not _view(plan_world, supervision_id, DUE + timedelta(days=1)).late


def test_a_court_is_neither_supervised_nor_its_progress_shown(plan_world: World) -> None:
    with pytest.raises(SupervisionRefused, match="法院"):
        _open(plan_world, "3", COURT)


def test_a_unit_is_not_supervised_by_itself_nor_for_a_task_that_is_not_its_own(plan_world: World) -> None:
    with pytest.raises(SupervisionRefused, match="本单位"):
        _open(plan_world, "1", DISTRICT_UNIT)
    with pytest.raises(NotYourTask):
        _open(plan_world, "3", DISTRICT_UNIT)


def test_a_target_that_is_not_overdue_is_not_supervised(plan_world: World) -> None:
    with pytest.raises(SupervisionRefused, match="没有到期"):
        _open(plan_world, "1", target_id=task("1").targets[0].id)  # the plan sets it no day


@pytest.mark.parametrize("more", [{"answer_by": DAY - timedelta(days=1)}, {"text": "催"}])
def test_it_needs_words_and_a_day_to_come(plan_world: World, more: dict[str, object]) -> None:
    with pytest.raises(SupervisionRefused):
        _open(plan_world, **more)  # type: ignore[arg-type]  # what is planted


def test_acts_out_of_turn_are_refused(plan_world: World) -> None:
    supervision_id, opener = _open(plan_world), plan_world.who("plan supervisor")
    with pytest.raises(SupervisionRefused):
        assessment.close_supervision(supervision_id=supervision_id, text="没有答复就办结。", by=opener, at=at(DAY))
    assessment.answer_supervision(supervision_id=supervision_id, text="正在建设之中。", by=plan_world.who("liaison"), at=at(DAY))
    with pytest.raises(SupervisionRefused):
        assessment.answer_supervision(supervision_id=supervision_id, text="再答复一次吧。", by=plan_world.who("liaison"), at=at(DAY))


def test_the_public_and_other_units_do_not_see_it(plan_world: World) -> None:
    supervision_id = _open(plan_world)
    for by in (ANYONE, plan_world.who("court liaison"), plan_world.who("officer")):
        with pytest.raises(NotAllowed):
            assessment.supervision(supervision_id, by=by, on=DAY)
        assert assessment.supervisions(by=by, on=DAY) == []
    assert [one.id for one in assessment.supervisions(by=plan_world.who("liaison"), on=DAY)] == [supervision_id]
