"""Accounts for these tests, as the room of people makes them."""

from datetime import UTC, date, datetime

from quandun.kernel.actors import Actor
from quandun.people import api as people

AT = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
SYSTEM = Actor.system("tests")
PASSWORD = "spring-water-7391"


def an_account(username: str) -> tuple[str, str]:
    """Return (person id, account id)."""
    person = people.register_person(name=f"测试{username}", by=SYSTEM, at=AT)
    return person, people.open_account(person_id=person, username=username, password=PASSWORD, by=SYSTEM, at=AT)


def an_official(username: str) -> str:
    """Return the account id of somebody with an official post."""
    from quandun.people.models import Unit

    Unit.objects.get_or_create(
        key="tests", defaults={"public_id": "un-tests", "kind": "government", "name": "试", "full_name": "试", "name_en": "T"}
    )
    person, account = an_account(username)
    people.appoint(person_id=person, unit_key="tests", role="administrator", valid_from=date(2020, 1, 1), by=SYSTEM, at=AT)
    return account
