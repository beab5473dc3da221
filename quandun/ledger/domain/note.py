"""Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint) with Ed25519.

    quandun.example/log
    42
    <base64 root>
    <empty line>
    — quandun.example/log <base64 of 4-byte key id || 64-byte signature>
The signed text is everything up to and including the newline before the empty line. Lines of other signers (witnesses, SM2 later)
may follow ours; a reader ignores signatures whose key it does not know.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key

_ED25519 = b"\x01"


class BadNote(ValueError):
    """The text is not a checkpoint signed by the expected key."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint states: origin, number of leaves, root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Signer:
    """The log's signing key under its name (the origin)."""

    name: str
    key: Ed25519PrivateKey

    def sign(self, head: Head) -> str:
        """Return the signed note."""
        text = head.text()
        signature = base64.b64encode(self.verifier().key_id() + self.key.sign(text.encode())).decode()
        return f"{text}\n— {self.name} {signature}\n"

    def verifier(self) -> "Verifier":
        """Return the public half."""
        return Verifier(self.name, self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


@dataclass(frozen=True, slots=True)
class Verifier:
    """A log's public key (32 bytes) under its name."""

    name: str
    public_key: bytes

    def key_id(self) -> bytes:
        """Return the first 4 bytes of SHA-256(name || newline || 0x01 || key)."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public_key).digest()[:4]

    def vkey(self) -> str:
        """Return the key as people exchange it: name+id+base64."""
        return f"{self.name}+{self.key_id().hex()}+{base64.b64encode(_ED25519 + self.public_key).decode()}"

    def open(self, note: str) -> Head:
        """Return what the note states; raises BadNote unless this key signed exactly that."""
        text, blank, signatures = note.partition("\n\n")
        if not blank or not note.endswith("\n"):
            raise BadNote("no signature block")
        signed = (text + "\n").encode()
        for line in signatures.removesuffix("\n").split("\n"):
            parts = line.split(" ")
            if len(parts) != 3 or parts[0] != "—":
                raise BadNote("malformed signature line")
            if parts[1] == self.name and self._signed(parts[2], signed):
                return _head(text, self.name)
        raise BadNote("not signed by this key")

    def _signed(self, blob: str, text: bytes) -> bool:
        try:
            raw = base64.b64decode(blob, validate=True)
        except binascii.Error:
            return False
        # Re-encoding refuses the second spelling of the last base64 character: one note, one sequence of bytes.
        if base64.b64encode(raw).decode() != blob or raw[:4] != self.key_id():
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(raw[4:], text)
        except InvalidSignature:
            return False
        return True


def _head(text: str, origin: str) -> Head:
    lines = text.split("\n")
    try:
        head = Head(lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True))
    except (IndexError, ValueError) as fault:
        raise BadNote("not a checkpoint") from fault
    if head.origin != origin or str(head.size) != lines[1] or head.size < 0 or len(head.root) != 32:
        raise BadNote("not a checkpoint of this log")
    return head


def new_key_pem() -> bytes:
    """Return a fresh Ed25519 key as unencrypted PKCS 8 PEM (the file's mode protects it)."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def signer(name: str, pem: bytes) -> Signer:
    """Return the signer for a PEM key; raises ValueError when it is not Ed25519."""
    key = load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")
    return Signer(name, key)
