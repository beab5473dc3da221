"""What can go wrong with the log."""

from quandun.kernel.errors import NotFound, PlatformError


class LedgerError(PlatformError):
    """Root of this room's errors."""


class NotCanonical(LedgerError):
    """A value cannot be written in canonical JSON (RFC 8785): a float, a huge integer, a half character, a foreign type."""

    code = "ledger.not_canonical"
    status = 500
    says = "日志条目含有不能规范表示的值（{where}：{what}）。"
    do = "请改用整数、文本或列表；金额以分计，时间写成文本。"


class LeafTooLarge(LedgerError):
    """A leaf may take 65,535 bytes (C2SP tlog-tiles entry bundles)."""

    code = "ledger.leaf_too_large"
    status = 413
    says = "一条日志最多约 {most} 个文件，本次有 {given} 个。"
    do = "请分多次提交。"


class KeyReused(LedgerError):
    """The same idempotency key came with a different request."""

    code = "ledger.key_reused"
    status = 409
    says = "这个请求编号已经用于另一项内容不同的请求。"
    do = "请刷新页面后重新提交。"


class EntryNotFound(LedgerError, NotFound):
    """No such entry in the log."""

    code = "ledger.entry_not_found"
    status = 404
    exit_code = 1
    says = "存证日志中没有 {entry}。"
    do = "请核对编号。"


class NotPlacedYet(LedgerError):
    """The entry is recorded durably and waits for its place under a signed checkpoint."""

    code = "ledger.not_placed_yet"
    status = 404
    exit_code = 1
    says = "{entry} 已可靠保存，正在编入日志。"
    do = "请稍候片刻再取回执。"


class LogRolledBack(LedgerError):
    """The database is older than, or differs from, what this log has already signed. Nothing more is signed; reads go on."""

    code = "ledger.rolled_back"
    status = 503
    exit_code = 1
    says = "日志数据库（{size} 条）与已签署的日志头（{head_size} 条）不一致，已停止签署，查询不受影响。"
    do = "请勿继续写入；恢复较新的备份，运行 quandun ledger check，并保留现场。"


class HeadUnreadable(LedgerError):
    """The anti-rollback file is there but is not a note signed by this log."""

    code = "ledger.head_unreadable"
    status = 503
    exit_code = 1
    says = "防回退记录 {path} 无法辨认或签名不符。"
    do = "请勿删除；恢复该文件的备份，或核对 LOG_KEY_FILE 与 LOG_ORIGIN。"


class LogKeyMissing(LedgerError):
    """The log has no signing key at the place the settings name."""

    code = "ledger.key_missing"
    status = 503
    says = "找不到日志签名密钥 {path}。"
    do = "首次部署请运行 quandun ledger make-key；否则请恢复密钥备份。"


class LogKeyUnfit(LedgerError):
    """The key file exists already, or is not an Ed25519 key."""

    code = "ledger.key_unfit"
    says = "日志签名密钥 {path} {what}。"
    do = "请核对路径；已有密钥不会被覆盖。"


class AlreadyErased(LedgerError):
    """The content of this entry was erased before."""

    code = "ledger.already_erased"
    status = 409
    says = "{entry} 的内容此前已经删除。"
    do = "无需再次操作。"


class UnsafeStart(LedgerError):
    """The settings or the database would lose or falsify what is acknowledged; the process does not start."""

    code = "ledger.unsafe_start"
    status = 503
    exit_code = 2
    says = "不能安全启动：{faults}。"
    do = "说明见 docs/decisions/0004-durability.md。"
