"""Whose site this is: what header, footer and title say. Read from settings; nothing here knows a city."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from quandun.frame.language import english, in_language
from quandun.frame.navigation import NavLink, links_for
from quandun.frame.requests import actor_of
from quandun.kernel.actors import Actor

DISPLAY_COOKIE = "quandun_display"
THEMES = ("auto", "light", "dark")
SIZES = ("normal", "large")


@dataclass(frozen=True, slots=True)
class Display:
    """How this browser wants pages shown: theme and text size (大字, for older eyes)."""

    theme: str = "auto"
    size: str = "normal"

    @staticmethod
    def parse(text: str) -> "Display":
        """Read `theme.size`; anything unknown is the default."""
        theme, _, size = text.partition(".")
        return Display(theme if theme in THEMES else "auto", size if size in SIZES else "normal")

    def __str__(self) -> str:
        return f"{self.theme}.{self.size}"


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows around its content."""

    city: str
    operator: str
    help_contact: str
    demo: bool
    english: bool
    display: Display
    actor: Actor
    signed_in: bool
    navigation: tuple[NavLink, ...]

    @property
    def title(self) -> str:
        """The platform's name with the city's."""
        return f"{gettext('泉盾')} · {self.city}" if self.city else gettext("泉盾")


def site_of(request: HttpRequest) -> Site:
    """Return the surroundings of a page for this request."""
    actor = actor_of(request)
    return Site(
        city=_setting("CITY_NAME"),
        operator=_setting("OPERATING_UNIT"),
        help_contact=_setting("HELP_CONTACT"),
        demo=bool(getattr(settings, "DEMO", False)),
        english=english(),
        display=Display.parse(request.COOKIES.get(DISPLAY_COOKIE, "")),
        actor=actor,
        signed_in=bool(getattr(request, "user", None) and request.user.is_authenticated),
        navigation=links_for(actor, request.path),
    )


def _setting(name: str) -> str:
    return in_language(str(getattr(settings, name, "")), str(getattr(settings, f"{name}_EN", "")))


def frame_context(request: HttpRequest) -> dict[str, object]:
    """Context processor: `site` for the pages of rooms; `frame`, the same, for base.html.

    Two names because allauth puts its own `site` on the pages it renders.
    """
    site = site_of(request)
    return {"site": site, "frame": site}
