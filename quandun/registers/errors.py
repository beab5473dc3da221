"""What can go wrong with a register."""

from quandun.kernel.errors import PlatformError


class RegistersError(PlatformError):
    """Root of this room's errors."""


class UnknownRegister(RegistersError):
    """No register of that key is installed."""

    code = "registers.unknown_register"
    status = 404
    says = "没有名为“{key}”的名录。"
    do = "可用的名录有：{known}。"


class BadRegister(RegistersError):
    """A register's file contradicts itself; the platform does not start on it."""

    code = "registers.bad_register"
    status = 500
    says = "名录 {key} 的说明书有误：{what}。"
    do = "请联系系统管理员。"


class AnswersIncomplete(RegistersError):
    """Fields of an entry are missing or malformed; `faults` holds (field key, code)."""

    code = "registers.answers_incomplete"
    status = 422
    says = "还有内容需要更正：{fields}。"
    do = "请在标出的栏目中补充或改正后再提交。"

    def __init__(self, *, fields: str, faults: tuple[tuple[str, str], ...]) -> None:
        self.faults = faults
        super().__init__(fields=fields)


class AlreadyOnRegister(RegistersError):
    """The same member already waits for a decision or is on the register."""

    code = "registers.already_on_register"
    status = 409
    exit_code = 1
    says = "“{register}”中已有同一对象，编号 {number}。"
    do = "请办理原有的一条；已移出的才能重新提名。"


class MoveNotPossible(RegistersError):
    """The entry does not stand where this act starts from."""

    code = "registers.move_not_possible"
    status = 409
    exit_code = 1
    says = "{number} 在 {day} 的状态是“{state}”，不能办理“{move}”。"
    do = "请查看这一条的经过，核对生效日期后再办理。"


class OutOfOrder(RegistersError):
    """The act would count before the one recorded last."""

    code = "registers.out_of_order"
    status = 422
    says = "生效日期 {day} 早于上一次变动的生效日期 {last}。"
    do = "请填写 {last} 或以后的日期。"


class LastDayWrong(RegistersError):
    """The last day of a term is missing where the register needs one, or lies before the first."""

    code = "registers.last_day_wrong"
    status = 422
    says = "期限的最后一日应当填写，并且不早于生效日期。"
    do = "请按聘书或者决定书核对期限。"


class NothingAmended(RegistersError):
    """A correction that changes nothing, or of an entry that is closed."""

    code = "registers.nothing_amended"
    status = 409
    exit_code = 1
    says = "没有可以更正的内容：内容与现在相同，或者这一条已经移出、不予入库。"
    do = "名称和区县写错的，请移出后重新提名。"


class ReasonsMissing(RegistersError):
    """A refusal, suspension or removal without facts, basis or the way to object."""

    code = "registers.reasons_missing"
    status = 422
    says = "没有写明{missing}。"
    do = "不予入库、暂停、移出都要写明事实、依据和提出异议的途径。"


class ChecksMissing(RegistersError):
    """The decider has not stated everything the register asks before an admission."""

    code = "registers.checks_missing"
    status = 422
    says = "还有核对事项没有确认：{missing}。"
    do = "请逐项核对；不符合的，请作出不予入库的决定并说明理由。"


class OwnNomination(RegistersError):
    """Who nominated an entry may not decide on it."""

    code = "registers.own_nomination"
    status = 409
    exit_code = 1
    says = "提名人不能自己决定是否入库。"
    do = "请由另一名有决定权的人员办理。"


class EntryChanged(RegistersError):
    """Somebody else's act was recorded in between."""

    code = "registers.entry_changed"
    status = 409
    exit_code = 1
    says = "这一条刚刚被其他人员办理过，您看到的已不是最新状态。"
    do = "请刷新页面，核对后再办理；您填写的内容没有生效。"


class SheetUnreadable(RegistersError):
    """The file is no table this room can read."""

    code = "registers.sheet_unreadable"
    status = 422
    says = "无法读取表格 {file}：{what}。"
    do = "请提供带表头的 CSV 文件（UTF-8 或 GB18030 编码）。"


class SheetFaulty(RegistersError):
    """Rows of the file cannot be taken; nothing was imported. `faults` holds (row number, column label, what)."""

    code = "registers.sheet_faulty"
    status = 422
    says = "表格有 {count} 处问题，一条也没有导入。第一处：第 {row} 行“{column}”{what}。"
    do = "请全部改正后再导入。"

    def __init__(self, faults: tuple[tuple[int, str, str], ...]) -> None:
        self.faults = faults
        row, column, what = faults[0]
        super().__init__(count=len(faults), row=row, column=column, what=what)


class BadDay(RegistersError):
    """A day in an address that is no day."""

    code = "registers.bad_day"
    status = 422
    says = "日期“{day}”无效。"
    do = "请写成 2026-09-07 的形式。"


class NotPublicRegister(RegistersError):
    """The register is not published; there is no extract for everybody."""

    code = "registers.not_public"
    status = 404
    exit_code = 1
    says = "“{register}”默认不公开，没有公开名录可以导出。"
    do = "需要使用的，请联系管理单位。"
