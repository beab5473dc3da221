"""Every call of `allow` under quandun/, found in the source, and a way to take exactly one away.

Taking away means: the name `allow` in that module answers silently when it is called from that line, and as ever from
every other line. The effect is that of deleting the line.
"""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from unittest import mock

from quandun.kernel.actors import Actor
from quandun.people.api import Accessible
from quandun.people.api import allow as real_allow

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of `allow`: its name for the table of goals, the act as written, and where it stands."""

    name: str  # room.module.function, e.g. cases.services.sign; "#2" for the second in one function
    act: str
    module: str
    first_line: int
    last_line: int

    @property
    def place(self) -> str:
        return f"{self.module.replace('.', '/')}.py:{self.first_line}"


def calls_of_allow(root: Path = ROOT / "quandun") -> tuple[Call, ...]:
    """Return every call under a package folder, in order of file and line."""
    found: list[Call] = []
    for path in sorted(root.rglob("*.py")):
        module = ".".join(path.relative_to(root.parent).with_suffix("").parts)
        seen: dict[str, int] = {}
        for function, call in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            room_module = module.removeprefix(f"{root.name}.")
            seen[function] = seen.get(function, 0) + 1
            name = f"{room_module}.{function}" + (f"#{seen[function]}" if seen[function] > 1 else "")
            act = ast.unparse(call.args[1]) if len(call.args) > 1 else ""
            found.append(Call(name, act, module, call.lineno, call.end_lineno or call.lineno))
    return tuple(found)


def _calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield the innermost function's name and the call, for `allow(...)` and `anything.allow(...)`."""

    def walk(node: ast.AST, function: str) -> Iterator[tuple[str, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
            if isinstance(child, ast.Call) and (
                (isinstance(child.func, ast.Name) and child.func.id == "allow")
                or (isinstance(child.func, ast.Attribute) and child.func.attr == "allow")
            ):
                yield inside, child
            yield from walk(child, inside)

    yield from walk(tree, "")


@contextmanager
def without(call: Call) -> Iterator[None]:
    """Take one call away while the block runs."""
    module = import_module(call.module)

    def deaf(by: Actor, act: str, on: Accessible | None = None) -> None:
        line = sys._getframe(1).f_lineno
        if not call.first_line <= line <= call.last_line:
            real_allow(by, act, on)

    with mock.patch.object(module, "allow", deaf):
        yield
