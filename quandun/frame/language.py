"""In which language the visitor reads, and a day in it. Chinese is the operative wording, English its translation."""

from datetime import date

from django.utils.translation import get_language

from quandun.kernel.clocks import day_text


def english() -> bool:
    """Say whether the visitor reads English."""
    return (get_language() or "").startswith("en")


def in_language(chinese: str, other: str) -> str:
    """Return the English where the visitor reads it and there is one."""
    return other if other and english() else chinese


def day_words(day: date) -> str:
    """Return the day as people read it: 2026年9月7日, 7 Sep 2026."""
    return f"{day.day} {day:%b %Y}" if english() else day_text(day)
