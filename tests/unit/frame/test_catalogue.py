"""Translations: every source string is found, and has English."""

from pathlib import Path

import pytest

from quandun.frame import catalogue

ROOT = Path(__file__).resolve().parents[3]

SOURCE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext
class Late(PlatformError):
    says = "已经晚了{days}日。"
    do: ClassVar[str] = (
        "请说明"
        "理由。"
    )
a = _("你好")
b = ngettext("%(n)d 件", "%(n)d 件", 2)
"""
TEMPLATE = """{% load i18n %}<p>{% translate "标题" %}</p>
   {% blocktranslate with n=1 trimmed %}
     第 {{ n }} 步
   {% endblocktranslate %}{% notice "info" _("提示") %}{# 注释 #}"""


def world(root: Path) -> Path:
    pages = root / "quandun" / "cases" / "templates" / "cases"
    pages.mkdir(parents=True)
    (root / "config").mkdir()
    (root / "quandun" / "cases" / "errors.py").write_text(SOURCE, encoding="utf-8")
    (pages / "page.html").write_text(TEMPLATE, encoding="utf-8")
    return root


def test_extraction_finds_calls_templates_and_the_wording_of_errors(tmp_path: Path) -> None:
    texts = {message.text for message in catalogue.source_strings(world(tmp_path))}
    assert texts == {"已经晚了{days}日。", "请说明理由。", "你好", "%(n)d 件", "标题", "第 %(n)s 步", "提示"}


def test_an_update_loses_no_translation_and_is_stable(tmp_path: Path) -> None:
    root = world(tmp_path)
    assert catalogue.update(root).missing == 7
    path = catalogue.po_file(root)
    path.write_text(path.read_text(encoding="utf-8").replace('msgid "标题"\nmsgstr ""', 'msgid "标题"\nmsgstr "Title"'), encoding="utf-8")
    first = (catalogue.update(root), path.read_bytes())
    assert first[0].missing == 6
    assert (catalogue.update(root), path.read_bytes()) == first
    (root / "quandun" / "cases" / "templates" / "cases" / "page.html").unlink()
    assert catalogue.update(root).gone == 1, "an unused translation is kept as obsolete"
    assert "Title" in path.read_text(encoding="utf-8")


def test_a_broken_catalogue_is_refused_with_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    broken.parent.mkdir(parents=True)
    broken.write_text('msgid "a"\nmsgstr "b"\nno such line\n', encoding="utf-8")
    with pytest.raises(catalogue.BadCatalogue, match=r"django\.po"):
        catalogue.compile_all(tmp_path)


def test_every_source_string_has_english() -> None:
    missing = [f"{message.file}: {message.text}" for message in catalogue.untranslated(ROOT)]
    assert not missing, f"{len(missing)} without English (quandun messages extract, then fill locale/en):\n" + "\n".join(missing)


def test_placeholders_survive_translation() -> None:
    """A translation that drops or invents a placeholder would fail at the moment somebody is refused something."""
    import re

    marks = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    wrong = []
    for message in catalogue.read_catalogue(catalogue.po_file(ROOT)):
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        targets = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wrong += [target for target in targets if target and set(marks.findall(target)) != set(marks.findall(sources[0]))]
    assert not wrong
