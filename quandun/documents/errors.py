"""What can go wrong when a document is made (文书)."""

from typing import ClassVar

from quandun.kernel.errors import InvariantBroken, PlatformError


class DocumentError(PlatformError):
    """A document could not be made."""

    code: ClassVar[str] = "documents.error"
    says: ClassVar[str] = "文书未能生成。"


class MissingGlyphs(DocumentError):
    """The document's fonts lack characters of the text. Never printed as empty boxes: a name on a decision must be readable."""

    code: ClassVar[str] = "documents.missing_glyphs"
    status: ClassVar[int] = 422
    says: ClassVar[str] = "文书字体缺少 {listed}，出现在“{where}”，文书没有生成。"
    do: ClassVar[str] = (
        "请先核对是否为误录；确属姓名或者名称用字的，请系统管理员把含有该字的字体文件"
        "（例如 Noto Serif CJK 全字库）放入文书补充字体目录后重新生成。"
    )

    def __init__(self, *, characters: str, where: str) -> None:
        super().__init__(characters=characters, where=where, listed="、".join(f"“{c}”（U+{ord(c):04X}）" for c in characters))


class MissingField(DocumentError):
    """The template needs a fact that the data does not hold. A blank never stands where the law wants a fact."""

    code: ClassVar[str] = "documents.missing_field"
    status: ClassVar[int] = 422
    says: ClassVar[str] = "生成文书“{template}”缺少事项“{field}”。"
    do: ClassVar[str] = "请在案卷中补充该事项后重新生成；如案卷中已有该事项，请联系系统管理员核对文书模板。"

    def __init__(self, *, template: str, field: str) -> None:
        super().__init__(template=template, field=field)


class TemplateBroken(InvariantBroken):
    """The template itself does not compile: a fault of the house, not of the person who asked for the document."""

    code: ClassVar[str] = "documents.template_broken"
    says: ClassVar[str] = "文书模板“{template}”不能排版：{what}。"
    do: ClassVar[str] = "请联系系统管理员修正模板；案卷内容没有变化。"

    def __init__(self, *, template: str, what: str) -> None:
        super().__init__(template=template, what=what)


class FontUnreadable(InvariantBroken):
    """A font file cannot be read, so nobody can say which characters it has."""

    code: ClassVar[str] = "documents.font_unreadable"
    says: ClassVar[str] = "字体文件“{file}”无法读取：{what}。"
    do: ClassVar[str] = "请更换为完整的 OTF、TTF 或者 TTC 字体文件。"

    def __init__(self, *, file: str, what: str) -> None:
        super().__init__(file=file, what=what)
