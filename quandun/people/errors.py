"""What can go wrong with persons, posts and access."""

from quandun.kernel.errors import PlatformError


class PeopleError(PlatformError):
    """Root of this room's errors."""


class UnknownUnit(PeopleError):
    """No unit of that key is registered."""

    code = "people.unknown_unit"
    status = 404
    says = "没有登记编码为“{key}”的单位。"
    do = "请先在城市资料夹的 units.tsv 或 bodies.tsv 中登记，再运行 quandun city load。"


class LinkNotUsable(PeopleError):
    """A one-time or tracking link that is unknown, spent, withdrawn or past its day."""

    code = "people.link_not_usable"
    status = 404
    exit_code = 1
    says = "这个链接或查询码无效：可能已经用过、已被撤回或已过期。"
    do = "请向发给您链接的单位索取新的链接，或核对查询码是否输入完整。"


class UsernameTaken(PeopleError):
    """Another account already has this name."""

    code = "people.username_taken"
    status = 409
    says = "用户名“{username}”已被使用。"
    do = "请换一个用户名。"


class BadAccessTable(PeopleError):
    """A row of an access table cannot be read; the platform does not start on it."""

    code = "people.bad_access_table"
    status = 500
    says = "权限表 {file} 第 {line} 行有误：{what}。"
    do = "请改正该行；每行须有 act,role,relation,state,field,reason 六列。"
