"""What can go wrong with a finding."""

from quandun.kernel.errors import PlatformError


class IdentificationError(PlatformError):
    """Root of this room's errors."""


class AlreadyDecided(IdentificationError):
    """A person has already confirmed or rejected this finding."""

    code = "identification.already_decided"
    status = 409
    exit_code = 1
    says = "这条比对线索已由办案人员作出判断。"
    do = "如需改判，请联系承办单位。"


class ReasonMissing(IdentificationError):
    """A judgement on a lead needs a stated reason."""

    code = "identification.reason_missing"
    status = 422
    says = "确认或者否定线索必须写明理由。"
    do = "请写明您比对的要点后再提交。"
