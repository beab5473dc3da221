"""Public ids: a kind prefix and 128 random bits. Integer keys never leave the database."""

import base64
import re
import secrets

_SHAPE = re.compile(r"[a-z]{2,4}-[a-z2-7]{26}")


def new_id(prefix: str) -> str:
    """Return e.g. `ex-4k7…` (prefix of 2 to 4 letters, then 26 base32 letters = 128 bits from the system's source)."""
    return f"{prefix}-{base64.b32encode(secrets.token_bytes(16)).decode().rstrip('=').lower()}"


def is_public_id(text: str, prefix: str | None = None) -> bool:
    """Say whether `text` has the shape of a public id (of the given kind)."""
    return bool(_SHAPE.fullmatch(text)) and (prefix is None or text.startswith(f"{prefix}-"))


def new_secret() -> str:
    """Return a bearer secret of 100 bits in groups a person can read out, e.g. `k3q7-…` (five groups of four)."""
    raw = base64.b32encode(secrets.token_bytes(13)).decode().rstrip("=").lower()[:20]
    return "-".join(raw[i : i + 4] for i in range(0, 20, 4))
