"""Signed notes, verified by a second path: the text taken apart here, the signature checked by `cryptography` alone."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from quandun.ledger.domain import note

HEAD = note.Head("quandun.example/log", 42, bytes(range(32)))


@pytest.fixture
def signer() -> note.Signer:
    return note.signer(HEAD.origin, note.new_key_pem())


def test_it_is_a_c2sp_note_to_a_reader_that_shares_no_code(signer: note.Signer) -> None:
    text, signature = signer.sign(HEAD).split("\n\n")
    assert text.split("\n") == ["quandun.example/log", "42", base64.b64encode(HEAD.root).decode()]
    dash, name, blob = signature.removesuffix("\n").split(" ")
    raw = base64.b64decode(blob)
    public = signer.verifier().public_key
    assert (dash, name) == ("—", HEAD.origin)
    assert raw[:4] == hashlib.sha256(HEAD.origin.encode() + b"\n\x01" + public).digest()[:4]
    Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], (text + "\n").encode())


def test_the_verifier_key_carries_name_id_and_key(signer: note.Signer) -> None:
    name, key_id, blob = signer.verifier().vkey().split("+", 2)
    assert (name, bytes.fromhex(key_id)) == (HEAD.origin, signer.verifier().key_id())
    assert base64.b64decode(blob) == b"\x01" + signer.verifier().public_key


def test_it_opens_what_it_signed_and_nothing_with_a_changed_byte(signer: note.Signer) -> None:
    verifier, signed = signer.verifier(), signer.sign(HEAD)
    assert verifier.open(signed) == HEAD
    raw = signed.encode()
    for place in range(len(raw)):
        for flip in (1, 32):
            changed = raw[:place] + bytes([raw[place] ^ flip]) + raw[place + 1 :]
            try:
                text = changed.decode()
            except UnicodeDecodeError:
                continue
            with pytest.raises(note.BadNote):
                verifier.open(text)


def test_another_signer_after_ours_does_not_matter_and_before_ours_neither(signer: note.Signer) -> None:
    other = note.signer("witness.example", note.new_key_pem())
    line = other.sign(note.Head("witness.example", 42, HEAD.root)).split("\n\n")[1]
    text, ours = signer.sign(HEAD).split("\n\n")
    assert signer.verifier().open(f"{text}\n\n{ours}{line}") == HEAD
    assert signer.verifier().open(f"{text}\n\n{line}{ours}") == HEAD


def test_the_same_name_with_another_key_is_refused(signer: note.Signer) -> None:
    impostor = note.signer(HEAD.origin, note.new_key_pem())
    with pytest.raises(note.BadNote):
        signer.verifier().open(impostor.sign(HEAD))


def test_a_key_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError):
        note.signer("x", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
