"""The alias vault (别名库): AES-256-GCM over the reporter's identity, bound to its matter."""

import json
import os
from collections.abc import Mapping

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


def seal(identity: Mapping[str, str], *, matter_id: str) -> tuple[bytes, bytes]:
    """Return (nonce, ciphertext). The matter's id is associated data: a row moved to another matter does not open."""
    nonce = os.urandom(12)
    return nonce, _key().encrypt(nonce, json.dumps(dict(identity), ensure_ascii=False).encode(), matter_id.encode())


def unseal(nonce: bytes, ciphertext: bytes, *, matter_id: str) -> dict[str, str]:
    """Return the identity; raises cryptography's InvalidTag when a byte or the matter was changed."""
    opened: dict[str, str] = json.loads(_key().decrypt(nonce, ciphertext, matter_id.encode()))
    return opened


def _key() -> AESGCM:
    return AESGCM(bytes.fromhex(settings.VAULT_KEY))
