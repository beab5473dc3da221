"""Strict reading of FACTS files: closed keys, every fault named by the place it stands at (`acts[0].amounts.sales.fen`).

What a machine or a page sends about a case comes through here before anything is computed: an unknown key is a question
the room would silently not answer, so it is refused. Money is whole fen; a figure without an exhibit is read and marked 未证明.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quandun.law.errors import UnusableFacts

LARGEST = 10**15  # fen: ten thousand billion yuan; above it somebody has mistyped


@dataclass(frozen=True, slots=True)
class Fact:
    """A part of a FACTS file, knowing where it stands."""

    value: object
    field: str

    def fault(self, reason: str, *, article: str = "") -> UnusableFacts:
        """Return (not raise) the error that points here."""
        return UnusableFacts(field=self.field or "文件", reason=reason, article=article)

    def mapping(self, *, required: Collection[str] = (), optional: Collection[str] = ()) -> dict[str, "Fact"]:
        """Return a closed mapping: every required key, no key unknown. A key given as null counts as absent."""
        if not isinstance(self.value, dict):
            raise self.fault("此处应当是一组“键: 值”")
        for key in self.value:
            if key not in required and key not in optional:
                raise self.fault(f"不认识的键“{key}”，可用的键：{'、'.join([*required, *optional])}")
        found = {key: self._at(key, part) for key, part in self.value.items() if part is not None}
        for key in required:
            if key not in found:
                raise self.fault(f"缺少“{key}”")
        return found

    def items(self) -> list["Fact"]:
        """Return the parts of a list."""
        if not isinstance(self.value, list):
            raise self.fault("此处应当是列表")
        return [Fact(part, f"{self.field}[{at}]") for at, part in enumerate(self.value)]

    def text(self) -> str:
        """Return a text that says something."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.fault("此处应当是文字")
        return self.value.strip()

    def choice(self, allowed: Collection[str]) -> str:
        """Return one of the allowed words."""
        word = self.text()
        if word not in allowed:
            raise self.fault(f"“{word}”不是可用的词，可用：{'、'.join(allowed)}")
        return word

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self.fault("此处应当是 true 或者 false")
        return self.value

    def day(self) -> date:
        """Return an ISO date."""
        text = self.text()
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.fault(f"“{text}”不是存在的日期，应当写成 2026-01-31") from None

    def whole(self) -> int:
        """Return a whole number that is not negative."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.fault("此处应当是整数（金额以分为单位）")
        if not 0 <= self.value <= LARGEST:
            raise self.fault("数值不能小于零，也不能超出可以计算的范围")
        return self.value

    def _at(self, key: str, part: object) -> "Fact":
        return Fact(part, f"{self.field}.{key}" if self.field else key)


def read_facts(path: Path) -> Fact:
    """Return the root of a FACTS file; UnusableFacts says in one sentence why it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFacts(field=path.name, reason="含有不能读取的字符，文件应当是 UTF-8 文本") from error
    except OSError as error:
        raise UnusableFacts(field=path.name, reason=f"不能打开（{error.strerror}）") from error
    return facts_from_text(text, named=path.name)


def facts_from_text(text: str | bytes, *, named: str) -> Fact:
    """Return the root of facts sent as JSON; UnusableFacts says in one sentence why they cannot be read."""
    try:
        return Fact(json.loads(text, object_pairs_hook=_without_twins), "")
    except UnicodeDecodeError as error:
        raise UnusableFacts(field=named, reason="含有不能读取的字符，内容应当是 UTF-8 文本") from error
    except json.JSONDecodeError as error:
        raise UnusableFacts(field=named, reason=f"不是正确的 JSON（第{error.lineno}行）") from error
    except RecursionError as error:
        raise UnusableFacts(field=named, reason="层次过深") from error


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    # json would keep the last of two equal keys: the first figure would vanish without a word.
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise UnusableFacts(field=key, reason="同一个键写了两次")
        found[key] = value
    return found
