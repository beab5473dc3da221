"""Front door of matters (案卷)."""

from quandun.matters.selectors import MatterView, ProgressView, matter, matters_of, progress, relations, timeline
from quandun.matters.services import OpenedMatter, join, open_matter, set_standing, unseal_reporter

__all__ = [
    "MatterView",
    "OpenedMatter",
    "ProgressView",
    "join",
    "matter",
    "matters_of",
    "open_matter",
    "progress",
    "relations",
    "set_standing",
    "timeline",
    "unseal_reporter",
]
