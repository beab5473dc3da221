"""Who acts. Every write and every guarded read names one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a bearer of a link, or the platform itself, with the roles held at this moment.

    `id` is the public id of the account, link or system part; it is what facts record.
    `unit_id` is the unit (责任单位) on whose behalf the person acts, or "".
    `name` is for documents the actor signs; facts never carry it.
    """

    id: str
    roles: frozenset[str]
    person_id: str = ""
    unit_id: str = ""
    organisation_id: str = ""
    name: str = ""
    about: str = ""  # a bearer link acts on this one object only

    @staticmethod
    def system(part: str) -> "Actor":
        """The platform acting by itself, e.g. a subscriber or the clock."""
        return Actor(id=f"system:{part}", roles=frozenset({"system"}))


ANYONE = Actor(id="anyone", roles=frozenset({"anyone"}))
