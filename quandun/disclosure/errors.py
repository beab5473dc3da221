"""What can go wrong on the way to publication."""

from quandun.kernel.errors import PlatformError


class DisclosureError(PlatformError):
    """Root of this room's errors."""


class NothingToPublish(DisclosureError):
    """The case has no decision that could be published."""

    code = "disclosure.nothing_to_publish"
    status = 409
    exit_code = 1
    says = "案件 {number} 还没有处罚决定，不能公示。"
    do = "请在作出并送达决定后办理公示。"


class AlreadyProposed(DisclosureError):
    """A publication copy of this case already waits or is published."""

    code = "disclosure.already_proposed"
    status = 409
    exit_code = 1
    says = "案件 {number} 的公示文本已经生成。"
    do = "请在公示管理中继续办理。"


class NotChecked(DisclosureError):
    """Nobody has checked the masked copy yet, or the same person wants to check and publish."""

    code = "disclosure.not_checked"
    status = 409
    exit_code = 1
    says = "公示文本须先由另一名审核人员核对遮蔽情况。"
    do = "请由未拟稿的审核人员核对后再公示。"
