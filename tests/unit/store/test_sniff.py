"""What a file is, from its bytes alone."""

import pytest

from quandun.store.domain.sniff import SNIFF_BYTES, sniff


@pytest.mark.parametrize(
    ("first", "media_type", "labels"),
    [
        (b"", "application/x-empty", ("empty",)),
        (b"%PDF-1.7\n", "application/pdf", ()),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "image/png", ()),
        (b"MZ\x90\x00" + bytes(60), "application/vnd.microsoft.portable-executable", ("executable",)),
        (b"\x7fELF\x02\x01" + bytes(60), "application/x-elf", ("executable",)),
        (b"PK\x03\x04" + bytes(60), "application/zip", ("archive",)),
        (b"#!/bin/sh\necho", "text/plain", ("script",)),
        (b"  <!DOCTYPE html><p>", "text/html", ("html-active",)),
        (b"<sCriPt >alert(1)</script>", "text/html", ("html-active",)),
        ("<html>".encode("utf-16"), "text/html", ("html-active",)),
        (b'<?xml version="1.0"?><svg:svg onload="x">', "image/svg+xml", ("svg-active",)),
        ("投诉材料".encode(), "text/plain", ()),
        (("投诉材料" * 700).encode()[:SNIFF_BYTES], "text/plain", ()),  # cut inside a character
        ("投诉".encode("gbk"), "application/octet-stream", ()),
        (bytes(range(256)), "application/octet-stream", ()),
        (b"%PDF-1.4\n<script>", "application/pdf", ("html-active",)),  # a polyglot carries what fits
    ],
)
def test_it_reads_type_and_labels_from_the_bytes(first: bytes, media_type: str, labels: tuple[str, ...]) -> None:
    assert sniff(first) == (media_type, labels)
