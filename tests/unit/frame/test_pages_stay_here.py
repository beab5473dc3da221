"""No template needs what the content policy forbids, no page asks another site, vendored files are what they claim to be."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted(path for path in (ROOT / "quandun").rglob("*.html") if "templates" in path.parts)
OWN_STATIC = sorted(
    path for path in (ROOT / "quandun").rglob("static/**/*") if path.suffix in (".css", ".svg", ".js") and "vendor" not in path.parts
)
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=", re.I),
    "an inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "a style element": re.compile(r"<style", re.I),
    "another site": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.I),
    "script in htmx": re.compile(r"hx-on|hx-vals\s*=\s*[\"']js:", re.I),
}


def faults_of(markup: str) -> list[str]:
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(markup)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT / "quandun").as_posix())
def test_a_template_holds_nothing_the_policy_forbids(path: Path) -> None:
    assert faults_of(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "markup",
    ['<p style="x">', '<p onclick="x()">', "<script>x()</script>", "<style>", '<img src="//cdn.example/x">', '<a href="https://x">'],
)
def test_the_rule_sees_each_fault(markup: str) -> None:
    assert faults_of(markup)


@pytest.mark.parametrize("path", OWN_STATIC, ids=lambda path: path.name)
def test_own_styles_and_drawings_load_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?://|@import|url\(\s*[\"']?//", text)


def test_vendored_files_are_the_ones_written_down() -> None:
    folder = ROOT / "quandun" / "frame" / "static" / "frame" / "vendor"
    written = dict(
        re.findall(r"^\| (\S+\.(?:css|js)) \|.*\| ([0-9a-f]{64}) \|$", (folder / "VENDORED.md").read_text(encoding="utf-8"), re.M)
    )
    present = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.suffix in (".css", ".js")}
    assert written == present
