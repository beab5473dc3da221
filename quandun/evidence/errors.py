"""What can go wrong with an exhibit."""

from quandun.kernel.errors import PlatformError


class EvidenceError(PlatformError):
    """Root of this room's errors."""


class DigestMismatch(EvidenceError):
    """The bytes received are not the bytes the depositor declared."""

    code = "evidence.digest_mismatch"
    status = 409
    says = "收到的文件与申报的摘要不一致：申报 {declared}，实际 {computed}。"
    do = "文件未入库。请确认文件未被改动后重新上传。"
