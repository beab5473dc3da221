"""What a file is, read from its first bytes; the type a sender declares is never trusted.

Labels warn, they do not refuse: "executable", "script", "archive", "html-active", "svg-active", "empty". A file may be several things
at once (a polyglot); then it carries every label that fits.
"""

import codecs
import re

import puremagic

SNIFF_BYTES = 8_192

_SURE = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x7fELF", "application/x-elf"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
)
_EXECUTABLE = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"dex\n",
    b"\0asm",
)
_ARCHIVE = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
)
_HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|script|iframe|object|embed|meta|link)\b", re.IGNORECASE)
_SVG = re.compile(rb"<\s*([a-z0-9_]+:)?svg\b", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sniff(first: bytes) -> tuple[str, tuple[str, ...]]:
    """Return media type and labels for the first bytes (up to SNIFF_BYTES) of a file."""
    if not first:
        return "application/x-empty", ("empty",)
    # A UTF-16 page is active too: markup is looked for with the zero bytes taken out.
    flat = first.replace(b"\0", b"")
    labels = set()
    if first.startswith(_EXECUTABLE):
        labels.add("executable")
    if first.startswith(b"#!"):
        labels.add("script")
    if first.startswith(_ARCHIVE) or first[257:262] == b"ustar":
        labels.add("archive")
    if _HTML.search(flat):
        labels.add("html-active")
    if _SVG.search(flat):
        labels.add("svg-active")
    return _media_type(first, labels), tuple(sorted(labels))


def _media_type(first: bytes, labels: set[str]) -> str:
    for magic, media_type in _SURE:
        if first.startswith(magic):
            return media_type
    if "html-active" in labels:
        return "text/html"
    if "svg-active" in labels:
        return "image/svg+xml"
    if _is_text(first):
        return "text/plain"
    try:
        return str(puremagic.from_string(first, mime=True)) or "application/octet-stream"
    except (puremagic.PureError, ValueError):
        return "application/octet-stream"


def _is_text(first: bytes) -> bool:
    if _CONTROL.search(first):
        return False
    whole = len(first) < SNIFF_BYTES  # a full sample may end inside a character
    try:
        codecs.getincrementaldecoder("utf-8")().decode(first, final=whole)
    except UnicodeDecodeError:
        return False
    return True
