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
    do = "请在方案文本的落款处补上印发日期（如 2021年7月27日）。"
