"""The main navigation (导航). Rooms register their doors at start; a visitor sees those the access table could ever open."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from quandun.frame.language import in_language
from quandun.kernel.actors import Actor
from quandun.people.api import may_ever


@dataclass(frozen=True, slots=True)
class NavItem:
    """One door in the main navigation. `act` decides who sees it; lower `order` stands further left."""

    label: str
    label_en: str
    url_name: str
    order: int
    act: str


@dataclass(frozen=True, slots=True)
class NavLink:
    """A door as the page shows it."""

    label: str
    url: str
    current: bool


_ITEMS: dict[str, NavItem] = {}


def register(item: NavItem) -> None:
    """Add a door; the same `url_name` again replaces it (an app may be made ready twice in tests)."""
    _ITEMS[item.url_name] = item


def links_for(actor: Actor, path: str) -> tuple[NavLink, ...]:
    """Return the doors `actor` could ever pass, in order; the one with the longest address that `path` starts with is current."""
    doors: list[tuple[str, str]] = []
    for item in sorted(_ITEMS.values(), key=lambda found: (found.order, found.url_name)):
        if not may_ever(actor, item.act):
            continue
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue  # the room is installed without its pages, e.g. in a test of another room
        doors.append((in_language(item.label, item.label_en), url))
    here = max((url for _, url in doors if path == url or (url != "/" and path.startswith(url))), key=len, default="")
    return tuple(NavLink(label, url, url == here) for label, url in doors)
