"""What can go wrong with the shared file."""

from quandun.kernel.errors import PlatformError


class MattersError(PlatformError):
    """Root of this room's errors."""


class ReasonMissing(MattersError):
    """Unsealing a reporter's identity needs a stated reason."""

    code = "matters.reason_missing"
    status = 422
    says = "解封举报人身份必须写明理由。"
    do = "请填写不少于 6 个字的理由后再提交；解封会留痕。"


class NothingSealed(MattersError):
    """The reporter stayed anonymous; there is no identity to unseal."""

    code = "matters.nothing_sealed"
    status = 404
    exit_code = 1
    says = "本案卷没有封存的举报人身份（匿名举报）。"
    do = "如需了解情况，请从案卷中的材料入手。"
