"""What can go wrong with plans and indicators."""

from quandun.kernel.errors import PlatformError


class AssessmentError(PlatformError):
    """Root of this room's errors."""

    code = "assessment.error"


class PlanUnreadable(AssessmentError):
    """The bytes given are no plan text: empty, binary, too large, or in no encoding that a Chinese office uses."""

    code = "assessment.plan_unreadable"
    status = 422
    says = "无法读取方案文本：{what}。"
    do = "请提供纯文本或 Markdown 文件（UTF-8 或 GB18030 编码，不超过 {limit_mb} MB）。"


class PlanWithoutDate(AssessmentError):
    """A plan whose date of issue cannot be found: nothing can be counted since it was issued."""

    code = "assessment.plan_without_date"
    status = 422
    says = "没有在方案“{title}”中读到印发日期。"
    do = "请在方案文本的落款处补上印发日期（如 2021年7月27日），或在载入时另行写明。"


class PlanWithoutTasks(AssessmentError):
    """A text in which no task was read: probably the wrong file."""

    code = "assessment.plan_without_tasks"
    status = 422
    says = "没有在“{title}”中读到任何任务。"
    do = "请核对是否放错了文件，或用 quandun plan read 查看读法。"


class NoPlanInForce(AssessmentError):
    """No plan was in force on the day asked for."""

    code = "assessment.no_plan_in_force"
    status = 404
    exit_code = 1
    says = "{on} 这一天还没有方案。"
    do = "请换一个日期，或先载入方案：quandun plan load 文件。"


class IndicatorRefused(AssessmentError):
    """An indicator that counts fines or confiscations, or whose key is not the name of its file."""

    code = "assessment.indicator_refused"
    status = 500
    says = "指标“{key}”不予采用：{why}。"
    do = "请改正或者删除这个指标文件。"


class NotYourTask(AssessmentError):
    """The plan does not make this unit responsible for this task."""

    code = "assessment.not_your_task"
    status = 422
    exit_code = 1
    says = "方案没有把任务“{task}”列为 {unit} 的责任。"
    do = "请核对任务，或向牵头单位反映。"


class ReportFaulty(AssessmentError):
    """A progress report that says nothing, or something that cannot be."""

    code = "assessment.report_faulty"
    status = 422
    says = "进展报告不能提交：{why}。"
    do = "请改正后重新提交。"


class AlreadyReviewed(AssessmentError):
    """The report was reviewed before; a review is given once."""

    code = "assessment.already_reviewed"
    status = 409
    exit_code = 1
    says = "这份进展报告已经审核过。"
    do = "请刷新页面查看结果。"


class SupervisionRefused(AssessmentError):
    """A supervision that must not be opened, or an act that does not fit its state."""

    code = "assessment.supervision_refused"
    status = 422
    exit_code = 1
    says = "不能这样督办：{why}。"
    do = "请核对任务、单位和期限。"
