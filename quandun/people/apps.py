from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, organisations, units, accounts, access (主体)."""

    name = "quandun.people"
    label = "people"
