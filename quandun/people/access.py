"""Allow or refuse. Called first in every service; a call removed turns a test red (tests/integration/test_every_allow.py)."""

from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotAllowed
from quandun.people.domain.access import Accessible, platform_table


def allow(by: Actor, act: str, on: Accessible | None = None) -> None:
    """Return silently when the access table gives `by` this act on this object; raise NotAllowed otherwise."""
    if not platform_table().matching(by, act, on):
        raise NotAllowed(act=act, actor=by.id)


def may(by: Actor, act: str, on: Accessible | None = None) -> bool:
    """Say whether `allow` would pass: for showing or hiding a button, never instead of `allow`."""
    return bool(platform_table().matching(by, act, on))


def may_ever(by: Actor, act: str) -> bool:
    """Say whether the table holds any row for one of the actor's roles: the coarse check at a route."""
    return platform_table().ever(by, act)


def visible_fields(by: Actor, act: str, on: Accessible | None = None) -> frozenset[str]:
    """Return the fields a reading act may show, `{"*"}` for all; empty when the act is not given."""
    fields: set[str] = set()
    for row in platform_table().matching(by, act, on):
        fields.update(row.field.split(";"))
    return frozenset({"*"} if "*" in fields else fields)
