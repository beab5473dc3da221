"""Worlds and visitors for the tests of this folder."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django import Settings

from quandun.kernel.clocks import FixedClock
from tests.integration import worlds
from tests.integration.worlds import at, day_of

SignIn = Callable[[str], Client]


@pytest.fixture
def world(db: None) -> Iterator[worlds.World]:
    """A world whose documents are left blank, undone after the test."""
    with worlds.papers_left_blank():
        yield worlds.a_world()


@pytest.fixture
def sign_in(settings: Settings, monkeypatch: pytest.MonkeyPatch, world: worlds.World) -> SignIn:
    """Return a function that brings somebody of the world to a browser, past the second factor, on the day of filing."""
    settings.CLOCK = FixedClock(at(day_of("file_case")))
    monkeypatch.setattr("quandun.frame.middleware.is_mfa_enabled", lambda user: True)

    def somebody(name: str) -> Client:
        client = Client()
        if name:
            user = get_user_model().objects.get(public_id=world.accounts[name])
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return somebody
