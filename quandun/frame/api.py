"""Front door of the frame (页面框架)."""

from quandun.frame import navigation
from quandun.frame.components import (
    Badge,
    Cell,
    ClockState,
    ClockValue,
    Column,
    ExhibitValue,
    FormStep,
    KeyValue,
    Link,
    PageValue,
    PauseValue,
    ReasonValue,
    Row,
    StripBar,
    TableValue,
    TimelineEntry,
    Tone,
)
from quandun.frame.language import day_words, english, in_language
from quandun.frame.navigation import NavItem
from quandun.frame.problems import problem_of
from quandun.frame.requests import actor_of, clock_of, day_asked, once_key, with_actor
from quandun.frame.routes import act, check_routes
from quandun.frame.services import enrol_second_factor

__all__ = [
    "Badge",
    "Cell",
    "ClockState",
    "ClockValue",
    "Column",
    "ExhibitValue",
    "FormStep",
    "KeyValue",
    "Link",
    "NavItem",
    "PageValue",
    "PauseValue",
    "ReasonValue",
    "Row",
    "StripBar",
    "TableValue",
    "TimelineEntry",
    "Tone",
    "act",
    "actor_of",
    "check_routes",
    "clock_of",
    "day_asked",
    "day_words",
    "english",
    "enrol_second_factor",
    "in_language",
    "navigation",
    "once_key",
    "problem_of",
    "with_actor",
]
