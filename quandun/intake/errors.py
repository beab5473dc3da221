"""What can go wrong while a report is made."""

from quandun.kernel.errors import PlatformError


class IntakeError(PlatformError):
    """Root of this room's errors."""


class DraftIncomplete(IntakeError):
    """The report lacks something it cannot be handled without; the page marks the fields."""

    code = "intake.draft_incomplete"
    status = 422
    says = "举报还差以下内容：{missing}。"
    do = "请补充后再提交；已填写的内容都已保存。"


class AlreadySubmitted(IntakeError):
    """The draft has become a report and can no longer be changed."""

    code = "intake.already_submitted"
    status = 409
    exit_code = 1
    says = "这份举报已经提交，不能再修改。"
    do = "如需补充材料，请联系承办单位。"


class TooManyFiles(IntakeError):
    """A draft holds a bounded number of files."""

    code = "intake.too_many_files"
    status = 422
    says = "一份举报最多附 {limit} 个文件。"
    do = "请保留最能说明问题的文件；其余请联系承办单位补交。"
