"""Front door of the store (文件库)."""

from quandun.store.errors import NotADigest, ObjectCorrupt, ObjectMissing, StoreError, TooLarge
from quandun.store.services import Blob, ScrubReport, keep, open_object, read_object, scrub

__all__ = [
    "Blob",
    "NotADigest",
    "ObjectCorrupt",
    "ObjectMissing",
    "ScrubReport",
    "StoreError",
    "TooLarge",
    "keep",
    "open_object",
    "read_object",
    "scrub",
]
