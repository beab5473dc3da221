"""One tree of errors, each leaf explainable to a person.

A leaf says what happened (`says`), names the article when the law is the reason (`article`), and says
what to do next (`do`). Both texts are the operative Chinese; English is their translation in `locale/en`.
They are templates over the facts the error was raised with, so no wording is glued together elsewhere.
"""

from collections.abc import Mapping
from typing import ClassVar


class PlatformError(Exception):
    """Something this platform refuses or cannot do, and can explain."""

    code: ClassVar[str] = "kernel.error"  # stable: logs, API and translations key on it
    status: ClassVar[int] = 400  # HTTP status at the edge
    exit_code: ClassVar[int] = 2  # command line: 1 the answer is no, 2 unusable input
    says: ClassVar[str] = "操作未能完成。"
    do: ClassVar[str] = "请核对后重试。"

    def __init__(self, *, article: str = "", **facts: object) -> None:
        self.article = article
        self.facts: Mapping[str, object] = dict(facts)
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """Return one clear Chinese sentence: what, where, why, what to do."""
        return self.render(self.says, self.do)

    def render(self, says: str, do: str) -> str:
        """Fill translated templates with this error's facts (`says`, `do` come from a catalogue)."""
        article = f"（依据：{self.article}）" if self.article else ""
        return f"{says.format_map(self.facts)}{article}{do.format_map(self.facts)}"


class NotAllowed(PlatformError):
    """The access table does not give this actor this act on this object."""

    code = "kernel.not_allowed"
    status = 404  # absent and forbidden look the same
    exit_code = 1
    says = "没有找到您要的内容，或者您无权查看或办理。"
    do = "请核对编号；如应由您办理，请联系本单位管理员。"


class NotFound(NotAllowed):
    """No such object. Deliberately indistinguishable from NotAllowed for the outside."""

    code = "kernel.not_allowed"


class InvariantBroken(PlatformError):
    """The platform found itself in a state it must never be in; the process stops doing that work."""

    code = "kernel.invariant_broken"
    status = 500
    exit_code = 1
    says = "系统自检发现异常：{what}。"
    do = "请停止操作并联系系统管理员。"
