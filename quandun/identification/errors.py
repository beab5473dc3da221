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
    do = "如需改判，请在案件中写明新的理由。"
