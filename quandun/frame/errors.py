"""What can go wrong at the edge, before any room is asked."""

from quandun.kernel.errors import PlatformError


class FrameError(PlatformError):
    """Root of this room's errors."""


class SubmissionIdMissing(FrameError):
    """A form that must have one effect came without its submission id, or with one of another shape."""

    code = "frame.submission_id_missing"
    status = 400
    says = "提交缺少表单编号，无法防止重复办理。"
    do = "请返回上一页，刷新后重新提交。"


class SecondFactorExists(FrameError):
    """The account already has a second factor; it is replaced only by its holder."""

    code = "frame.second_factor_exists"
    status = 409
    says = "该账号已经启用动态验证码。"
    do = "需要更换的，请由本人登录后在“账号安全”中办理。"


class RequestTooLarge(FrameError):
    """A request says it is larger than the site takes."""

    code = "frame.request_too_large"
    status = 413
    says = "一次提交不能超过 {limit_mb} MB。"
    do = "文件没有上传。请压缩或者分开后再提交。"
