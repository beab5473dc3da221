"""Strict reading of YAML: closed keys, no duplicates, no references, every fault with its file and line."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from quandun.law.errors import BadParameterFile

# The C parser is several times faster and gives the same nodes; a platform without libyaml still works.
_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"

Plain = bool | int | float | str | tuple["Plain", ...] | dict[str, "Plain"] | None
"""What a value of law may be; lists are frozen to tuples."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of a file, knowing where it stands."""

    node: yaml.Node
    file: str
    line: int  # of its key where it has one: that is where a person looks

    def fault(self, reason: str) -> BadParameterFile:
        """Return (not raise) the error that points here."""
        return BadParameterFile(file=self.file, line=self.line, reason=reason)

    def entries(self) -> dict[str, "Spot"]:
        """Return an open mapping in file order; keys are text as written and unique."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fault("此处应当是“键: 值”的列表")
        found: dict[str, Spot] = {}
        for key, value in self.node.value:
            spot = _spot(key, self.file)
            if not isinstance(key, yaml.ScalarNode) or not key.value:
                raise spot.fault("键应当是一个词")
            if key.value in found:
                raise spot.fault(f"键“{key.value}”重复")
            found[key.value] = Spot(value, self.file, spot.line)
        return found

    def mapping(self, *, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "Spot"]:
        """Return a closed mapping: every required key, no key unknown."""
        found = self.entries()
        for key, spot in found.items():
            if key not in required and key not in optional:
                raise spot.fault(f"不认识的键“{key}”，可用的键：{'、'.join([*required, *optional])}")
        for key in required:
            if key not in found:
                raise self.fault(f"缺少“{key}”")
        return found

    def text(self) -> str:
        """Return a text that says something."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag == f"{_TAG}null" or not self.node.value.strip():
            raise self.fault("此处应当是文字")
        return str(self.node.value).strip()

    def choice(self, allowed: Collection[str]) -> str:
        """Return one of the allowed words."""
        word = self.text()
        if word not in allowed:
            raise self.fault(f"“{word}”不是可用的词，可用：{'、'.join(allowed)}")
        return word

    def flag(self) -> bool:
        """Return true or false."""
        plain = self.plain()
        if not isinstance(plain, bool):
            raise self.fault("此处应当是 true 或者 false")
        return plain

    def day(self) -> date:
        """Return an ISO date."""
        return self.day_of(self.text())

    def day_of(self, text: str) -> date:
        """Return the ISO date `text`, which stands here (dates are also keys)."""
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.fault(f"“{text}”不是日期，应当写成 2026-01-31") from None

    def items(self) -> list["Spot"]:
        """Return the parts of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fault("此处应当是列表")
        return [_spot(part, self.file) for part in self.node.value]

    def is_list(self) -> bool:
        """Say whether a list stands here."""
        return isinstance(self.node, yaml.SequenceNode)

    def plain(self) -> Plain:
        """Return whatever stands here as plain frozen data."""
        if isinstance(self.node, yaml.MappingNode):
            return {key: spot.plain() for key, spot in self.entries().items()}
        if isinstance(self.node, yaml.SequenceNode):
            return tuple(spot.plain() for spot in self.items())
        return self._scalar()

    def _scalar(self) -> Plain:
        text, tag = str(self.node.value), self.node.tag.removeprefix(_TAG)
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() in ("true", "yes", "on")
        try:
            if tag == "int":
                return int(text)
            if tag == "float":
                return float(text)
        except ValueError:
            raise self.fault(f"“{text}”不是可用的数字") from None
        if tag in ("str", "timestamp"):
            return text
        raise self.fault(f"不能使用的写法“{self.node.tag}”")


def _spot(node: yaml.Node, file: str) -> Spot:
    return Spot(node, file, int(node.start_mark.line) + 1)


def read_yaml(path: Path, *, shown_as: str) -> Spot:
    """Return the root of one YAML document; BadParameterFile says file and line of whatever is wrong with its form."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadParameterFile(file=shown_as, line=1, reason="含有不能读取的字符，文件应当是 UTF-8 文本") from error
    except OSError as error:
        raise BadParameterFile(file=shown_as, line=1, reason=f"不能打开（{error.strerror}）") from error
    return read_yaml_text(text, shown_as=shown_as)


def read_yaml_text(text: str, *, shown_as: str) -> Spot:
    """Return the root of one YAML document that is already text (JSON is YAML too)."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadParameterFile(file=shown_as, line=line, reason=f"不是正确的 YAML（{error.problem}）") from error
    except yaml.YAMLError as error:
        raise BadParameterFile(file=shown_as, line=1, reason="含有不能读取的字符，文件应当是 UTF-8 文本") from error
    if root is None:
        raise BadParameterFile(file=shown_as, line=1, reason="文件是空的")
    _refuse_references(root, shown_as)
    return _spot(root, shown_as)


def _refuse_references(root: yaml.Node, file: str) -> None:
    # A node met twice was written once and referenced: a lawyer would read past it, and nested references can explode.
    met: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in met:
            raise _spot(node, file).fault("不能使用 YAML 引用（& 与 *）")
        met.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
