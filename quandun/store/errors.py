"""What can go wrong with kept files."""

from quandun.kernel.errors import PlatformError


class StoreError(PlatformError):
    """Root of this room's errors."""


class TooLarge(StoreError):
    """The file is larger than the limit; nothing of it was kept."""

    code = "store.too_large"
    status = 413
    says = "文件超过上限 {limit_bytes} 字节，未保存。"
    do = "请压缩、分卷或联系工作人员线下提交。"


class ObjectMissing(StoreError):
    """No file is kept under this digest."""

    code = "store.object_missing"
    status = 404
    exit_code = 1
    says = "文件库中没有 {sha256}。"
    do = "请核对摘要；如应存在，请联系系统管理员。"


class ObjectCorrupt(StoreError):
    """The bytes on disk are not the bytes that were kept; they are not handed out."""

    code = "store.object_corrupt"
    status = 500
    exit_code = 1
    says = "文件 {sha256} 已损坏（{what}），不予提供。"
    do = "请保留现场，从备份恢复，并运行 quandun ledger check。"


class NotADigest(StoreError):
    """The text is not 64 lowercase hex digits."""

    code = "store.not_a_digest"
    status = 404
    says = "{text} 不是文件摘要。"
    do = "请核对后重试。"
