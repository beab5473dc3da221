"""The walls of the house that import-linter cannot see, each a function over a source tree.

`wall(tree)` returns one line per fault, `path:line: what is wrong; what to do`, for the tree that holds `quandun/`.
`tests/unit/test_house.py` runs each over the real tree and over a small planted one that breaks it.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Every room of DESIGN in the order a matter travels; rooms in one tuple stand beside each other and know nothing of each other.
ORDER: tuple[tuple[str, ...], ...] = (
    ("kernel",), ("law",), ("ledger",), ("store",), ("people",), ("frame",), ("documents",),
    ("matters",), ("rights",), ("registers",), ("draws",), ("exchange",), ("evidence",),
    ("intake",), ("identification",), ("cases", "inspections"), ("hearings", "enterprise"),
    ("workbench",), ("disclosure",), ("assessment",), ("portal",),
)  # fmt: skip
_FLOOR = {room: floor for floor, rooms in enumerate(ORDER) for room in rooms}

# Rows no one outside the table ever names, so they need no public id. Parts of another row (a ForeignKey leads to it) need none either.
ROWS_WITHOUT_PUBLIC_ID = {
    "District": "named by its official code",
    "NumberSequence": "a counter",
    "Outbox": "the queue before the log, named by its entry",
    "Place": "the order of entries, named by its index",
    "Tip": "the one row that says how long the log is",
    "Tile": "named by its place in the tree",
    "Checkpoint": "named by its size",
    "Cursor": "named by its subscriber",
    "Once": "named by actor and key",
    "Tick": "named by its schedule",
}

_CLOCK_WORDS = frozenset({"now", "today", "utcnow", "localdate", "localtime"})
_TIMELESS = frozenset({"domain", "services.py", "selectors.py", "models.py", "law", "kernel"})
_ROOMLESS_NAMES = re.compile(r"^(utils?|helpers?|common)(\.py)?$")
_ROUTE = re.compile(r"^([a-z_]+):[A-Za-z_][\w-]*$")
_TEMPLATE = re.compile(r"^([a-z_]+)/[\w./-]+\.(?:html|txt|typ|xml|json|svg|css|js)$")
_TAG = re.compile(r"""\{%-?\s*(extends|include|url|static)\s+["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file of a room."""

    tree: Path
    path: Path
    room: str
    module: ast.Module

    def at(self, node: ast.AST, what: str) -> str:
        """Return a fault at a node's line."""
        return f"{self.path.relative_to(self.tree).as_posix()}:{getattr(node, 'lineno', 1)}: {what}"

    @property
    def parts(self) -> tuple[str, ...]:
        """Folders and file name inside the room."""
        return self.path.relative_to(self.tree / "quandun" / self.room).parts

    @property
    def in_migrations(self) -> bool:
        return "migrations" in self.parts


def rooms(tree: Path) -> list[str]:
    """Return the rooms that stand: folders of `quandun/` that are packages."""
    return sorted(path.parent.name for path in (tree / "quandun").glob("*/__init__.py"))


def _sources(tree: Path) -> Iterator[Source]:
    for room in rooms(tree):
        for path in sorted((tree / "quandun" / room).rglob("*.py")):
            yield Source(tree, path, room, ast.parse(path.read_text(encoding="utf-8"), str(path)))


def _beyond(own: str, other: str) -> bool:
    """Say whether `other` is a room that `own` must not know: a later one, or one beside it."""
    return other in _FLOOR and other != own and _FLOOR[other] >= _FLOOR.get(own, -1)


def front_doors(tree: Path) -> list[str]:
    """Rooms import each other through `api` only; `kernel` is open floor."""
    faults: list[str] = []
    for source in _sources(tree):
        for node in ast.walk(source.module):
            for target in _imported(source, node):
                _, _, rest = target.partition("quandun.")
                room, _, inside = rest.partition(".")
                if target.startswith("quandun.") and room not in (source.room, "kernel") and inside.split(".")[0] != "api":
                    faults.append(source.at(node, f"imports {target}; go through quandun.{room}.api"))
    return faults


def _imported(source: Source, node: ast.AST) -> Iterator[str]:
    """Yield the dotted names an import reaches; relative ones made absolute."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            package = source.path.relative_to(source.tree).parent.parts
            kept = package[: len(package) - node.level + 1]
            base = ".".join((*kept, base) if base else kept)
        # `from quandun.x import api` reaches quandun.x.api; `from quandun.x.api import f` reaches the module and stops there.
        deep = base.count(".") >= 2
        yield from (base if deep else f"{base}.{alias.name}" for alias in node.names)


def no_reference_upwards(tree: Path) -> list[str]:
    """No string names a later room: models, routes, templates, kinds of fact, migrations."""
    faults: list[str] = []
    for source in _sources(tree):
        for node in ast.walk(source.module):
            if isinstance(node, ast.Call):
                faults += _calls_upwards(source, node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                named = _ROUTE.match(node.value) or _TEMPLATE.match(node.value)
                if named and _beyond(source.room, named[1]):
                    faults.append(source.at(node, f'"{node.value}" belongs to {named[1]}, a later room; let that room register it'))
            elif source.in_migrations and isinstance(node, ast.Assign) and _is_dependencies(node):
                for room in _first_words(node.value):
                    if _beyond(source.room, room):
                        faults.append(source.at(node, f"depends on a migration of {room}, a later room"))
    return faults


def _calls_upwards(source: Source, call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
    # With a variable it may stay: the log reads the label of a sealed row out of the row's own entry.
    if name == "get_model" and not source.in_migrations and any(isinstance(arg, ast.Constant) for arg in call.args):
        yield source.at(call, "get_model goes round the front door; import the room's api")
    if name in ("ForeignKey", "OneToOneField", "ManyToManyField"):
        for target in (*call.args[:1], *(word.value for word in call.keywords if word.arg in ("to", "through"))):
            if isinstance(target, ast.Constant) and isinstance(target.value, str) and "." in target.value:
                room = target.value.split(".")[0]
                if _beyond(source.room, room):
                    yield source.at(call, f'"{target.value}" is a model of {room}, a later room; keep its public id instead')
    for word in call.keywords:
        if word.arg == "kinds":
            for text in _texts(word.value):
                if _beyond(source.room, text.split(".")[0]):
                    yield source.at(call, f'listens to "{text}", a fact of a later room')


def _texts(value: ast.AST) -> Iterator[str]:
    return (node.value for node in ast.walk(value) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_dependencies(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "dependencies" for target in node.targets)


def _first_words(value: ast.AST) -> Iterator[str]:
    for node in ast.walk(value):
        if isinstance(node, ast.Tuple) and node.elts and isinstance(node.elts[0], ast.Constant):
            yield str(node.elts[0].value)


def templates_look_back(tree: Path) -> list[str]:
    """A template extends, includes and links only what its own room or an earlier one offers."""
    faults = []
    for room in rooms(tree):
        for path in sorted((tree / "quandun" / room).rglob("templates/**/*")):
            if not path.is_file() or path.suffix not in (".html", ".txt", ".xml"):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for tag, target in _TAG.findall(line):
                    other = target.split(":" if tag == "url" else "/")[0]
                    if other != target and _beyond(room, other):
                        faults.append(
                            f"{path.relative_to(tree).as_posix()}:{number}: {tag} {target} belongs to {other}, a later room; "
                            "offer a place it can fill"
                        )
    return faults


def time_is_passed_in(tree: Path) -> list[str]:
    """Nobody in domain, law, kernel, services, selectors or models reads a clock; `SystemClock` is the one exception."""
    faults = []
    for source in _sources(tree):
        if source.parts[-1] == "commands.py" or not _TIMELESS.intersection((source.room, *source.parts)):
            continue
        allowed = {id(inner) for node in ast.walk(source.module) if _is_system_clock(source, node) for inner in ast.walk(node)}
        for node in ast.walk(source.module):
            if id(node) not in allowed and (read := _clock_read(node)):
                faults.append(source.at(node, f"reads a clock ({read}); take `at` from the caller"))
    return faults


def _is_system_clock(source: Source, node: ast.AST) -> bool:
    return source.room == "kernel" and isinstance(node, ast.ClassDef) and node.name == "SystemClock"


def _clock_read(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        if node.attr in _CLOCK_WORDS:
            return node.attr
        if isinstance(node.value, ast.Name) and node.value.id == "time" and node.attr.startswith("time"):
            return f"time.{node.attr}"
    if isinstance(node, ast.ImportFrom) and node.module in ("time", "datetime", "django.utils.timezone"):
        words = _CLOCK_WORDS | ({"time", "time_ns"} if node.module == "time" else set())
        return next((alias.name for alias in node.names if alias.name in words), "")
    if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
        return str(node.arg)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Now":
        return node.func.id
    return ""


def imports_stand_at_the_top(tree: Path) -> list[str]:
    """An import inside a function means two rooms want to be one.

    Two exceptions: `commands.py` starts light (a command that needs no Django must not load it for its neighbour's sake),
    and `apps.py` may import in `ready` what the app registry must exist for.
    """
    faults = []
    for source in _sources(tree):
        if source.parts[-1] in ("commands.py", "apps.py"):
            continue
        for function in ast.walk(source.module):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                for node in ast.walk(function):
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        faults.append(source.at(node, "imports inside a function; move it to the top, or let a fact carry the news"))
    return sorted(set(faults))


def modules_name_an_idea(tree: Path) -> list[str]:
    """No module is called utils, helpers or common."""
    return [
        f"{path.relative_to(tree).as_posix()}:1: name the idea instead"
        for path in sorted((tree / "quandun").rglob("*"))
        if _ROOMLESS_NAMES.match(path.name) and "__pycache__" not in path.parts
    ]


def rooms_introduce_themselves(tree: Path) -> list[str]:
    """Every room is one of the plan and says in its `__init__` what it is for."""
    faults = []
    for room in rooms(tree):
        path = tree / "quandun" / room / "__init__.py"
        if room not in _FLOOR:
            faults.append(f"quandun/{room}/__init__.py:1: is not a room of the plan; add it to ORDER, .importlinter and docs/map.md")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))):
            faults.append(f"quandun/{room}/__init__.py:1: has no docstring; say what the room is for, its Chinese name, the law it serves")
    return faults


def integer_keys_stay_inside(tree: Path) -> list[str]:
    """Every row somebody can name has a public id, and no address carries an integer key."""
    faults = []
    for source in _sources(tree):
        if source.in_migrations:
            continue
        for node in ast.walk(source.module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"<int:(pk|id|\w+_(id|pk))>", node.value):
                faults.append(source.at(node, "an integer key in an address; use the public id"))
            if isinstance(node, ast.ClassDef) and source.parts[-1] == "models.py" and _is_table(node):
                columns = [(ast.unparse(stmt.targets[0]), _called(stmt.value)) for stmt in node.body if isinstance(stmt, ast.Assign)]
                named = any(name == "public_id" or kind in ("ForeignKey", "OneToOneField") for name, kind in columns)
                if not named and node.name not in ROWS_WITHOUT_PUBLIC_ID:
                    faults.append(source.at(node, f"{node.name} has no public_id; give it one, or say why not in tests/house.py"))
    return faults


def _is_table(node: ast.ClassDef) -> bool:
    bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    metas = [stmt for stmt in node.body if isinstance(stmt, ast.ClassDef) and stmt.name == "Meta"]
    return bool(bases & {"Model", "AbstractBaseUser", "AbstractUser"}) and not any("abstract = True" in ast.unparse(meta) for meta in metas)


def _called(value: ast.AST) -> str:
    if not isinstance(value, ast.Call):
        return ""
    return value.func.attr if isinstance(value.func, ast.Attribute) else value.func.id if isinstance(value.func, ast.Name) else ""


def no_city_by_name(tree: Path) -> list[str]:
    """Nothing under quandun/ knows the city it runs in: a city is a folder under cities/.

    Left out are the parameters of law: a rule of one place names it (docs/decisions/0002-law-is-dated-data.md, Places).
    """
    faults = []
    for path in sorted((tree / "quandun").rglob("*")):
        if path.suffix in (".py", ".html", ".yaml", ".csv", ".typ", ".json", ".txt") and not {"vendor", "parameters"} & set(path.parts):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if found := re.search(r"济南|历下|jinan", line, re.IGNORECASE):
                    faults.append(f"{path.relative_to(tree).as_posix()}:{number}: names {found[0]}; what is a city's stands in cities/")
    return faults


WALLS: tuple[Callable[[Path], list[str]], ...] = (
    front_doors,
    no_reference_upwards,
    templates_look_back,
    time_is_passed_in,
    imports_stand_at_the_top,
    modules_name_an_idea,
    rooms_introduce_themselves,
    integer_keys_stay_inside,
    no_city_by_name,
)
