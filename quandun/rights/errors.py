"""What can go wrong in the rights vault."""

from quandun.kernel.errors import PlatformError


class RightsError(PlatformError):
    """Root of this room's errors."""


class AlreadyRegistered(RightsError):
    """The vault already holds this right."""

    code = "rights.already_registered"
    status = 409
    says = "权利库中已有注册号为 {number} 的商标。"
    do = "请直接选用；如权利人有变更，请提交变更材料。"


class RightNotValid(RightsError):
    """The right was not in force on the day it is needed."""

    code = "rights.not_valid"
    status = 422
    exit_code = 1
    says = "注册号 {number} 的商标在 {day} 不在有效期内（有效期 {start} 至 {last}）。"
    do = "请核对注册号或上传续展证明。"
