"""How a bearer secret (查询码、一次性链接) is stored."""

import hashlib


def hash_of_secret(secret: str) -> str:
    """Return the stored form of a bearer secret; case and spaces do not count, people read codes aloud."""
    return hashlib.sha256("".join(secret.split()).lower().encode()).hexdigest()
