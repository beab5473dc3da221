"""What can go wrong when damages are worked out. Exit code 2: the facts cannot be used. Exit code 1: the law says no."""

from quandun.law.errors import LawError


class BadFacts(LawError):
    """The facts cannot be read or contradict themselves. Facts: `place` ("" or "facts.json 第3行："), `reason`."""

    code = "law.bad_damages_facts"
    exit_code = 2
    says = "{place}{reason}。"
    do = "请改正后重新计算。"


class DamagesRefused(LawError):
    """The law does not allow what the facts ask for. Facts: `reason`, `todo`; `article` names the provision."""

    code = "law.damages_refused"
    says = "{reason}。"
    do = "{todo}。"


class StatuteNotHeld(LawError):
    """No text in force on the day of the act is held. Facts: `right`, `on`, `known`."""

    code = "law.damages_statute_not_held"
    says = "{on}实施的侵害{right}行为，没有载入当日有效的赔偿规定；已载入的有效期间：{known}。"
    do = "请在 statute 中写明所依据的条文、方法顺序和幅度（结果将标明“由使用者提供”），或者核对行为日期。"


class MemorandumNotPrintable(LawError):
    """A memorandum is asked for where no printer is installed, or in a form it cannot have. Facts: `reason`."""

    code = "law.memorandum_not_printable"
    exit_code = 2
    says = "不能输出测算说明：{reason}。"
    do = "请改用 --json，或者在装有文书模块的泉盾中运行。"
