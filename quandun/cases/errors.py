"""What can go wrong with a step of procedure. Each says what is missing and who could act."""

from quandun.kernel.errors import PlatformError


class CasesError(PlatformError):
    """Root of this room's errors."""


class StepNotPossible(CasesError):
    """The step cannot be taken where the case stands; `reasons` say why, one by one."""

    code = "cases.step_not_possible"
    status = 409
    exit_code = 1
    says = "现在不能办理“{step}”：{reasons}。"
    do = "请先完成所缺的事项。"


class AnswersIncomplete(CasesError):
    """A step's fields are missing or malformed; `fields` names them."""

    code = "cases.answers_incomplete"
    status = 422
    says = "“{step}”还需更正：{fields}。"
    do = "请在标出的栏目中补充或改正后再提交。"


class AlreadyOpened(CasesError):
    """The unit already has an open case of this kind in the matter."""

    code = "cases.already_opened"
    status = 409
    exit_code = 1
    says = "本案卷中已有办理中的“{kind}”案件。"
    do = "请在该案件中继续办理。"


class AlreadyProposed(CasesError):
    """The same step is already waiting for signatures."""

    code = "cases.already_proposed"
    status = 409
    exit_code = 1
    says = "“{step}”已经提请，正在等待签名。"
    do = "请在案件页查看还差谁的签名，或由提请人撤回后重新提请。"


class NotYourTurn(CasesError):
    """The next signature belongs to another capacity or another person."""

    code = "cases.not_your_turn"
    status = 409
    exit_code = 1
    says = "“{step}”现在应由{capacity}签名；{why}。"
    do = "请由应签人员登录后签名。"


class FileChanged(CasesError):
    """Somebody else's act took effect in between."""

    code = "cases.file_changed"
    status = 409
    exit_code = 1
    says = "案件刚刚被其他人员办理过，您看到的已不是最新状态。"
    do = "请刷新案件页，核对后再办理；您填写的内容没有生效。"


class UnknownCaseType(CasesError):
    """No case type of that key is installed."""

    code = "cases.unknown_case_type"
    status = 404
    says = "没有安装名为“{key}”的案件类型。"
    do = "请联系系统管理员。"


class BadManifest(CasesError):
    """A case type's manifest contradicts itself; the platform does not start on it."""

    code = "cases.bad_manifest"
    status = 500
    says = "案件类型 {key} 的说明书有误：{what}。"
    do = "请联系系统管理员。"
