"""The catalogue of translations (翻译目录). Source strings are Chinese and stand in the code; English stands in locale/en.

Three kinds of source are read: Python calls of gettext, templates (through Django's own reader), and the wording of errors, which
stands in class attributes `says` and `do` so that no sentence is glued together elsewhere. Babel writes and compiles, because a bare
machine has no msgfmt.
"""

import ast
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

from quandun.kernel.errors import PlatformError

SOURCES = ("quandun", "config")
GETTEXT = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
NGETTEXT = frozenset({"ngettext", "ngettext_lazy"})
PGETTEXT = frozenset({"pgettext", "pgettext_lazy"})
WORDING = frozenset({"says", "do"})
_LITERAL = r"u?(?:'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")"
_CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*({_LITERAL})(?:\s*,\s*({_LITERAL}))?")

_CHINESE = re.compile(r"[\u4e00-\u9fff：]")


class BadCatalogue(PlatformError):
    """A .po file cannot be read."""

    code = "frame.bad_catalogue"
    says = "翻译目录 {file} 有误：{what}。"
    do = "请改正后再运行 quandun messages compile。"


@dataclass(frozen=True, slots=True)
class Message:
    """One source string: where it stands, its plural and its context, when it has them."""

    text: str
    file: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """What an update found."""

    strings: int
    missing: int
    gone: int


def source_strings(root: Path) -> list[Message]:
    """Return every source string of the installation, sorted, each once per file."""
    found: set[Message] = set()
    for top in SOURCES:
        for path in sorted((root / top).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix == ".py":
                found.update(_of_python(path.read_text(encoding="utf-8"), name))
            elif path.suffix in (".html", ".txt") and "templates" in path.parts:
                found.update(_of_template(path.read_text(encoding="utf-8"), name))
    # A string of placeholders alone ("{hint}") has no words to translate.
    worded = [message for message in found if _CHINESE.search(message.text)]
    return sorted(worded, key=lambda message: (message.file, message.text, message.context))


def _of_python(source: str, name: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            yield from _wording(node, name)
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if called in GETTEXT and texts:
            yield Message(texts[0], name)
        elif called in NGETTEXT and len(texts) >= 2:
            yield Message(texts[0], name, plural=texts[1])
        elif called in PGETTEXT and len(texts) >= 2:
            yield Message(texts[1], name, context=texts[0])


def _wording(node: ast.ClassDef, name: str) -> Iterator[Message]:
    for statement in node.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign):
            continue
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        value = statement.value
        named = any(isinstance(target, ast.Name) and target.id in WORDING for target in targets)
        if named and isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
            yield Message(value.value, name)


def _of_template(source: str, name: str) -> Iterator[Message]:
    for match in _CALL.finditer(templatize(source, origin=name)):
        kind, first, second = match.groups()
        text = ast.literal_eval(first)
        if kind == "ngettext" and second:
            yield Message(text, name, plural=ast.literal_eval(second))
        elif kind == "pgettext" and second:
            yield Message(ast.literal_eval(second), name, context=text)
        else:
            yield Message(text, name)


def read_catalogue(path: Path) -> Catalog:
    """Read a .po file; raises BadCatalogue naming it."""
    try:
        with path.open("rb") as handle:
            return read_po(handle, locale="en", domain="django", abort_invalid=True)
    except (PoFileError, ValueError) as fault:
        raise BadCatalogue(file=path.name, what=str(fault)) from fault


def po_file(root: Path) -> Path:
    """Return where the English catalogue stands."""
    return root / "locale" / "en" / "LC_MESSAGES" / "django.po"


def update(root: Path) -> Figures:
    """Write the source strings into locale/en. Translations stay; those no longer used are kept as obsolete."""
    path = po_file(root)
    catalog = read_catalogue(path) if path.exists() else Catalog(locale="en", domain="django")
    fresh = Catalog(locale="en", domain="django")
    for message in source_strings(root):
        key = (message.text, message.plural) if message.plural else message.text
        fresh.add(key, locations=[(message.file, 0)], context=message.context or None)
    # No guessing: a similar sentence in a legal notice is not the same sentence.
    catalog.update(fresh, no_fuzzy_matching=True)
    for key in [key for key, message in catalog.obsolete.items() if not _translated(message.string)]:
        del catalog.obsolete[key]
    catalog.project, catalog.version = "quandun", "1"
    catalog.fuzzy = False
    buffer = io.BytesIO()
    # Neither line numbers nor dates: they would change on every edit and hide what matters in a comparison.
    write_po(buffer, catalog, width=140, sort_by_file=True, include_lineno=False, omit_header=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER + buffer.getvalue())
    missing = [message for message in catalog if message.id and not _translated(message.string)]
    return Figures(sum(1 for message in catalog if message.id), len(missing), len(catalog.obsolete))


HEADER = """# English for 泉盾 Quandun. The operative wording is the Chinese source string.
# `quandun messages extract` updates this file, `quandun messages compile` makes it usable.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

""".encode()


def untranslated(root: Path) -> list[Message]:
    """Return the source strings that have no English yet."""
    catalog = read_catalogue(po_file(root))
    lacking: list[Message] = []
    for message in source_strings(root):
        entry = catalog.get(message.text, context=message.context or None)
        if entry is None or not _translated(entry.string):
            lacking.append(message)
    return lacking


def _translated(text: object) -> bool:
    return all(text) if isinstance(text, tuple | list) else bool(text)


def compile_all(locale_dir: Path) -> list[Path]:
    """Compile each .po under `locale_dir` beside itself and return the files made."""
    made: list[Path] = []
    for path in sorted(locale_dir.rglob("*.po")):
        target = path.with_suffix(".mo")
        catalog = read_catalogue(path)
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as handle:
            write_mo(handle, catalog)
        fresh.replace(target)  # a reader sees the old or the new catalogue, never half of one
        made.append(target)
    return made
