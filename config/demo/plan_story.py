"""The end of the story: a responsible unit reports on its task, a supervisor reviews, what is overdue is supervised and answered."""

from datetime import date

from config.demo.cast import Cast
from config.demo.stage import Answer, Stage, day
from quandun.assessment import api as assessment
from quandun.kernel.actors import ANYONE
from quandun.kernel.clocks import legal_day
from quandun.ledger import api as ledger


class PlanStory:
    """What the plan's people do, named by the city's demo.yaml."""

    def __init__(self, stage: Stage, cast: Cast) -> None:
        self.stage, self.plan = stage, cast.plan

    def play(self, shown: tuple[str, ...]) -> None:
        """Report with the records `shown`, review and publish; then supervise the overdue task to its end."""
        self._report(shown)
        self._supervise()

    def _report(self, shown: tuple[str, ...]) -> None:
        stage, at, later = self.stage, day(11, 12, 9), day(11, 12, 15)
        liaison, supervisor = stage.actor(self.plan["liaison"], at), stage.actor(self.plan["supervisor"], at)
        task = self._task(self.plan["task"])

        def report() -> Answer:
            made = assessment.report_progress(
                task_id=task.id,
                period_from=date(2026, 9, 1),
                period_to=date(2026, 10, 31),
                text=self.plan["progress"],
                records=shown,
                by=liaison,
                at=at,
            )
            return {"report": made}

        report_id = stage.once("21/report", by=liaison, act=report)["report"]
        attached = f"，附记录 {'、'.join(shown)}" if shown else ""
        stage.tell(
            at,
            f"{liaison.name} 报送任务 {task.number}“{task.title}”的进展 {report_id}{attached}；{self._placed(report_id)}",
        )

        def review() -> Answer:
            assessment.review_report(report_id=report_id, accepted=True, by=supervisor, at=later)
            assessment.publish_report(report_id=report_id, by=supervisor, at=later)
            return {}

        stage.once("21/review", by=supervisor, act=review)
        stage.tell(later, f"{supervisor.name} 审核通过并公开；{self._placed(report_id)}")

    def _supervise(self) -> None:
        stage, at, answered, closed = self.stage, day(11, 13, 9), day(11, 18, 10), day(11, 20, 10)
        liaison, supervisor = stage.actor(self.plan["liaison"], at), stage.actor(self.plan["supervisor"], at)
        task = self._task(self.plan["overdue_task"])

        def open_() -> Answer:
            made = assessment.open_supervision(
                task_id=task.id, unit_id=liaison.unit_id, text=self.plan["demand"], answer_by=date(2026, 11, 20), by=supervisor, at=at
            )
            return {"supervision": made}

        supervision_id = stage.once("21/supervise", by=supervisor, act=open_)["supervision"]
        stage.tell(
            at,
            f"{supervisor.name} 就任务 {task.number}“{task.title}”发出督办 {supervision_id}，11-20 前答复；{self._placed(supervision_id)}",
        )

        def answer() -> Answer:
            assessment.answer_supervision(supervision_id=supervision_id, text=self.plan["answer"], by=liaison, at=answered)
            return {}

        def close() -> Answer:
            assessment.close_supervision(supervision_id=supervision_id, text=self.plan["closing"], by=supervisor, at=closed)
            return {}

        stage.once("21/answer", by=liaison, act=answer)
        stage.once("21/close", by=supervisor, act=close)
        stage.tell(closed, f"{liaison.name} 答复，{supervisor.name} 办结督办；{self._placed(supervision_id)}")

    def _placed(self, public_id: str) -> str:
        """Let the log place the latest fact about a thing and return the words for the line."""
        return self.stage.settle(ledger.facts(about=public_id)[-1].id)

    def _task(self, number: str) -> assessment.TaskView:
        view = assessment.matrix(on=legal_day(day(11, 12)), by=ANYONE)
        return next(task for task in view.tasks if task.number == number)
