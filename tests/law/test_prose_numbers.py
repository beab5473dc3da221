"""The numbers that words of the parameter files state (statements, notes, sources), held apart from the collection.

`tests/vectors/law_prose_numbers.yaml` lists them by file and rule, in the order they stand. A digit that slips in a note
is as wrong as one in a value: whoever changes the words changes the list. `python -m tests.law.test_prose_numbers` prints
the list anew, to be read.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[2] / "quandun" / "law" / "parameters"
LIST = Path(__file__).parents[1] / "vectors" / "law_prose_numbers.yaml"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[零〇一二三四五六七八九十百千万亿]{2,}|(?<=第)[一二三四五六七八九十]")


def words_of(node: yaml.Node) -> Iterator[str]:
    """Yield the texts of a node, keys left out; a number or a day that is data is none of them."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from words_of(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from words_of(value)
    elif isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str":
        yield str(node.value)


def numbers_of(node: yaml.Node | None) -> str:
    return " ".join(number for text in (words_of(node) if node else ()) for number in _NUMBER.findall(text))


def stated() -> dict[str, dict[str, str]]:
    """Return, by file and rule, the numbers its words state; the head of a file stands under `head`."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
        assert isinstance(root, yaml.MappingNode)
        parts = {str(key.value): value for key, value in root.value}
        rules = parts.pop("parameters")
        assert isinstance(rules, yaml.MappingNode)
        here = {"head": " ".join(filter(None, map(numbers_of, parts.values())))}
        here |= {str(key.value): numbers_of(value) for key, value in rules.value}
        found[path.name] = {name: numbers for name, numbers in here.items() if numbers}
    return found


def test_every_number_in_the_words_is_the_one_listed() -> None:
    listed = yaml.safe_load(LIST.read_text("utf-8"))
    now = stated()
    assert sorted(now) == sorted(listed)
    for file, rules in now.items():
        assert rules == listed[file], file


def test_a_number_changed_in_words_is_seen() -> None:
    node = yaml.compose("{note: 'ends on 2026-12-31', statement: 三十日内, value: 3}", Loader=yaml.SafeLoader)
    assert numbers_of(node) == "2026 12 31 三十"


if __name__ == "__main__":
    yaml.safe_dump(stated(), sys.stdout, allow_unicode=True, width=1_000_000, sort_keys=True, default_style='"')
