"""Ways in which the same plan reaches us in another layout: what a reader must not be misled by."""

import re
from collections.abc import Callable


def half_width_brackets(text: str) -> str:
    return text.replace("（责任单位：", "(责任单位:").replace("）\n", ")\n")


def full_width_brackets(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")


def lines_joined(text: str) -> str:
    """Everything on one line, no blank, no Markdown."""
    return re.sub(r"\s+|\*\*|^#+ |(?<=\n)#+ ", "", text)


def markdown_dropped(text: str) -> str:
    return re.sub(r"(?m)^#+ |\*\*", "", text)


def blank_lines_dropped(text: str) -> str:
    return re.sub(r"\n\s*\n", "\n", text)


def lists_before_the_stop(text: str) -> str:
    """…。（责任单位：…） becomes …（责任单位：…）。"""
    return re.sub(r"。([（(]责任单位：[^（）()]*[）)])", r"\1。", text)


def lists_on_their_own_line(text: str) -> str:
    return re.sub(r"([（(]责任单位：)", r"\n\n\1", text)


def lists_without_brackets(text: str) -> str:
    return re.sub(r"[（(](责任单位：[^（）()]*)[）)]", r"\n\n\1\n", text)


def wide_numbers(text: str) -> str:
    return re.sub(r"(?m)^(\d{1,2})\. ", lambda found: "".join(chr(ord(char) + 0xFEE0) for char in found.group(1)) + "．", text)


def lines_of_thirty(text: str) -> str:
    """Hard line breaks every 30 characters inside paragraphs, as copied from a PDF."""
    return "\n".join(part for line in text.split("\n") for part in ([line[i : i + 30] for i in range(0, len(line), 30)] or [""]))


def windows_lines(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


def ideographic_indent(text: str) -> str:
    return re.sub(r"(?m)^(?=\S)(?!#)", "\u3000\u3000", text)


def page_numbers(text: str) -> str:
    return text.replace("市司法局、\n\n", "市司法局、\n\n— 3 —\n\n").replace("快速维\n\n", "快速维\n\n- 7 -\n\n")


MUTATIONS: dict[str, Callable[[str], str]] = {
    function.__name__: function
    for function in (
        half_width_brackets,
        full_width_brackets,
        lines_joined,
        markdown_dropped,
        blank_lines_dropped,
        lists_before_the_stop,
        lists_on_their_own_line,
        lists_without_brackets,
        wide_numbers,
        lines_of_thirty,
        windows_lines,
        ideographic_indent,
        page_numbers,
    )
}
