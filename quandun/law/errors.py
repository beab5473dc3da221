"""What can go wrong when law is asked. Exit code 1: the answer is no. Exit code 2: the question or a file is unusable."""

from quandun.kernel.errors import PlatformError


class LawError(PlatformError):
    """Law gives no usable answer to the question."""

    code = "law.error"
    status = 422
    exit_code = 1
    says = "法律参数无法给出答案。"
    do = "请核对后重试。"


class UnknownParameter(LawError):
    """No parameter, or no value of a parameter, has this name. Facts: `ref`, `hint`."""

    code = "law.unknown_parameter"
    status = 404
    says = "没有名为“{ref}”的法律参数。"
    do = "{hint}"


class NotInForce(LawError):
    """No text in force on the day asked for gives this value. Facts: `ref`, `name`, `on`, `known`."""

    code = "law.not_in_force"
    says = "“{name}”（{ref}）在{on}没有有效的规定；已载入的有效期间：{known}。"
    do = "请核对适用日期，或者补充该日有效的条文。"


class ValueNotObtained(LawError):
    """The rule exists, its number is not to hand; it must never be assumed. Facts: `ref`, `name`, `reason`."""

    code = "law.value_not_obtained"
    says = "“{name}”（{ref}）的数值尚未取得：{reason}。"
    do = "取得原文前请显示“待确认”，不要用旧数代替。"


class CompetingValues(LawError):
    """Two texts claim the same day. Facts: `ref`, `name`, `on`, `claims`."""

    code = "law.competing_values"
    status = 409
    says = "“{name}”（{ref}）在{on}有相互冲突的规定：{claims}。"
    do = "请由法制人员确认适用哪一条后修改数据。"


class CalendarNotPublished(LawError):
    """A year is needed whose holiday notice is not loaded. Fact: `year`."""

    code = "law.calendar_not_published"
    says = "{year}年的节假日安排尚未公布或者尚未载入，不能判断该年的工作日。"
    do = "国务院办公厅通知公布后，请载入{year}年的日历再计算。"


class PauseGroundNotAllowed(LawError):
    """The provision does not leave out time for this ground. Facts: `name`, `ground`, `allowed`."""

    code = "law.pause_ground_not_allowed"
    says = "“{name}”不能因“{ground}”扣除时间。"
    do = "{allowed}"


class PauseStillOpen(LawError):
    """The clock stands still and nobody knows yet until when. Facts: `name`, `since`, `ground`."""

    code = "law.pause_still_open"
    says = "“{name}”自{since}起因“{ground}”停止计算，尚未恢复，届满日暂不能确定。"
    do = "请在扣除事由结束后再计算。"


class ExtensionNotAllowed(LawError):
    """The provision does not extend this period by that one. Facts: `name`, `extension`, `reason`."""

    code = "law.extension_not_allowed"
    says = "“{name}”不能以“{extension}”延长：{reason}。"
    do = "请核对条文规定的延长。"


class RestartNotAllowed(LawError):
    """The provision does not let the count begin anew for this event. Facts: `name`, `ground`, `allowed`."""

    code = "law.restart_not_allowed"
    says = "“{name}”不能因“{ground}”重新计算。"
    do = "{allowed}"


class NotATerm(LawError):
    """The value asked for is no period that runs forward from a day. Facts: `ref`, `name`, `reason`."""

    code = "law.not_a_term"
    exit_code = 2
    says = "“{name}”（{ref}）不能计算届满日：{reason}。"
    do = "请改用期限类的数值。"


class BadStart(LawError):
    """The day or instant a period starts from is unusable. Facts: `starts`, `reason`."""

    code = "law.bad_start"
    exit_code = 2
    says = "起算时间“{starts}”无法使用：{reason}。"
    do = "请写成 2026-09-03 或者 2026-09-03T10:20。"


class BadOption(LawError):
    """A day, time or length beside the start is unusable: which law, closing time, extension, new beginning. Facts: `typed`, `reason`."""

    code = "law.bad_option"
    exit_code = 2
    says = "“{typed}”无法使用：{reason}。"
    do = "请核对后重新输入。"


class BadPause(LawError):
    """A pause cannot be read as a range of days with a ground. Facts: `pause`, `reason`."""

    code = "law.bad_pause"
    exit_code = 2
    says = "扣除时间“{pause}”无法使用：{reason}。"
    do = "请写成 2026-09-08..2026-09-10=事由（后一日不含在内）。"


class BadParameterFile(LawError):
    """A file of law is malformed. Facts: `file`, `line`, `reason`."""

    code = "law.bad_parameter_file"
    exit_code = 2
    says = "{file} 第{line}行：{reason}。"
    do = "请改正后重新载入。"


class UnusableFacts(LawError):
    """What is said of a case cannot be used: malformed, impossible or contradictory. Facts: `field`, `reason`."""

    code = "law.unusable_facts"
    exit_code = 2
    says = "事实材料的“{field}”无法使用：{reason}。"
    do = "请改正后重新计算。"


class NotConfigured(LawError):
    """The text that answers is not to hand; another body's rule must never stand in. Facts: `what`, `instrument`."""

    code = "law.not_configured"
    says = "{what}：未配置，{instrument}。"
    do = "取得原文并载入后再查询，不要用其他机关的规定代替。"


class BadClocks(LawError):
    """A file of open clocks cannot be read or written. Facts: `where`, `reason`."""

    code = "law.bad_clocks"
    exit_code = 2
    says = "{where}：{reason}。"
    do = '每行应当是一个期限，例如 {{"ref": "mp-pay-fine.pay_within", "starts": "2026-09-03"}}。'
