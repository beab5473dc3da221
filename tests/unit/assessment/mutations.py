"""Ways in which the same plan reaches us in another layout: what a reader must not be misled by.

`python -m tests.unit.assessment.mutations` prints the F1 of every mutation over every plan and ends with 1 where one
does not hold.
"""

import re
import sys
from collections.abc import Callable

from quandun.assessment.domain.plan_reader import as_json, read_plan
from tests.unit.assessment.plans import KEYS, expected, f1, text_of

FLOOR = 0.97
WHAT = ("units", "lead_units", "tasks", "targets")
_INNER = r"(?:[^（）()]|[（(][^（）()]*[）)])*"
LIST = re.compile(rf"[（(]((?:责任单位|牵头单位|负责部门)：{_INNER})[）)]")
MARK = r"[ \u3000]*(?:\d{1,2}[.﹒] ?|[（(][一二三四五六七八九十]{1,3}[）)] ?)"
ITEM = re.compile(rf"^({MARK})((?:(?!\n{MARK}|\n[一二三四五六七八九十]{{1,3}}、).)*?)({LIST.pattern})[ \u3000]*$", re.MULTILINE | re.DOTALL)


def half_width_brackets(text: str) -> str:
    return text.replace("（", "(").replace("）", ")").replace("：", ":")


def full_width_brackets(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")


def other_brackets(text: str) -> str:
    """〔责任单位：…〕 as some provinces write."""
    return LIST.sub(lambda found: f"〔{found.group(1)}〕", text)


def brackets_mixed(text: str) -> str:
    return LIST.sub(lambda found: f"（{found.group(1)})", text)


def lines_joined(text: str) -> str:
    """Everything on one line, no blank, no Markdown."""
    return re.sub(r"\s+|\*\*|^#+ |(?<=\n)#+ ", "", text)


def markdown_dropped(text: str) -> str:
    return re.sub(r"(?m)^#+ |\*\*", "", text)


def blank_lines_dropped(text: str) -> str:
    return re.sub(r"\n\s*\n", "\n", text)


def lists_before_the_stop(text: str) -> str:
    """…。（责任单位：…） becomes …（责任单位：…）。"""
    return re.sub("。(" + LIST.pattern + ")", r"\1。", text)


def lists_on_their_own_line(text: str) -> str:
    return LIST.sub(lambda found: f"\n\n{found.group()}", text)


def lists_without_brackets(text: str) -> str:
    return LIST.sub(lambda found: f"\n\n{found.group(1)}\n", text)


def lists_in_front(text: str) -> str:
    """1.完善…。（责任单位：…） becomes 1.（责任单位：…）完善…。"""
    return ITEM.sub(r"\1\3\2", text)


def separators_as_commas(text: str) -> str:
    return LIST.sub(lambda found: re.sub("、(?!县级市)", "，", found.group()), text)


def separators_doubled(text: str) -> str:
    return LIST.sub(lambda found: found.group().replace("、", "、、", 1), text)


def separators_misread(text: str) -> str:
    return LIST.sub(lambda found: re.sub("、(?!县级市)", "`", found.group(), count=1), text)


def a_separator_dropped(text: str) -> str:
    """In every list the last 、 between two units of one level is lost."""
    return LIST.sub(lambda found: re.sub(r"、(?=[市省][^、]*$)", "", found.group()), text)


def any_separator_dropped(text: str) -> str:
    """In every list the last 、 is lost, whatever stands beside it."""
    return LIST.sub(lambda found: re.sub(r"、(?!县级市)(?=[^、]*$)", "", found.group()), text)


def labels_misread(text: str) -> str:
    return text.replace("（责任单位：", "（责仼单位：").replace("（牵头单位：", "（牵头单拉：").replace("（负责部门：", "（负責部門：")


def closing_brackets_lost(text: str) -> str:
    return LIST.sub(lambda found: found.group()[:-1], text)


def first_numbers_misread(text: str) -> str:
    """1. read as l., and the dash of （一） as a dash."""
    return re.sub(r"(?m)^([ \u3000]*)1(?=[.﹒])", r"\1l", text)


def wide_numbers(text: str) -> str:
    return re.sub(r"(?m)^([ \u3000]*)(\d{1,2})[.﹒] ?", lambda found: found.group(1) + found.group(2).translate(_WIDE) + "．", text)


_WIDE = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}


def wide_digits(text: str) -> str:
    return text.translate(_WIDE)


def lines_of_thirty(text: str) -> str:
    """Hard line breaks every 30 characters inside paragraphs, as copied from a PDF."""
    return "\n".join(part for line in text.split("\n") for part in ([line[i : i + 30] for i in range(0, len(line), 30)] or [""]))


def windows_lines(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


def ideographic_indent(text: str) -> str:
    return re.sub(r"(?m)^(?=\S)(?!#)", "\u3000\u3000", text)


def page_breaks(text: str) -> str:
    """A page ends in the middle of every long paragraph, with its number between blank lines."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if len(line) > 90:
            middle = len(line) // 2 + index % 7
            lines[index] = f"{line[:middle]}\n\n— {index} —\n\n{line[middle:]}"
    return "\n".join(lines)


def page_breaks_in_lists(text: str) -> str:
    """A page ends inside the name of a unit."""
    return LIST.sub(lambda found: found.group()[:-4] + "\n\n- 7 -\n\n" + found.group()[-4:], text)


MUTATIONS: dict[str, Callable[[str], str]] = {
    function.__name__: function
    for function in (
        half_width_brackets,
        full_width_brackets,
        other_brackets,
        brackets_mixed,
        lines_joined,
        markdown_dropped,
        blank_lines_dropped,
        lists_before_the_stop,
        lists_on_their_own_line,
        lists_without_brackets,
        lists_in_front,
        separators_as_commas,
        separators_doubled,
        separators_misread,
        a_separator_dropped,
        any_separator_dropped,
        labels_misread,
        closing_brackets_lost,
        first_numbers_misread,
        wide_numbers,
        wide_digits,
        lines_of_thirty,
        windows_lines,
        ideographic_indent,
        page_breaks,
        page_breaks_in_lists,
    )
}


def scores(name: str, key: str) -> dict[str, float]:
    """Return the F1 of units, leads, tasks and targets of one mutation of one plan."""
    read = as_json(read_plan(MUTATIONS[name](text_of(key))))
    return {what: f1(read, expected(key), what) for what in WHAT}


def main() -> int:
    """Print the whole table; 1 where the units of a mutation fall below the floor."""
    print(f"{'':26}" + "".join(f"{key[:20]:>22}" for key in KEYS) + f"   ({' / '.join(WHAT)})")
    below = []
    for name in MUTATIONS:
        found = {key: scores(name, key) for key in KEYS}
        print(f"{name:26}" + "".join("  " + "/".join(f"{score:.2f}" for score in found[key].values()) + " " for key in KEYS))
        below += [f"{name} × {key}: {score['units']:.3f}" for key, score in found.items() if score["units"] < FLOOR]
    for line in below:
        print(f"does not hold: {line}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
