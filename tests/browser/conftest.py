"""One Chromium, one world and one site for the whole folder; every test gets windows of its own."""

import os
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, StorageState, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from config import browsers
from quandun.kernel.clocks import FixedClock, beijing
from quandun.ledger import head
from tests.browser import world as worlds
from tests.browser.visitor import Visitor, visitor_in
from tests.browser.world import World

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
)
Arrive = Callable[..., Visitor]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Start the Chromium that config.browsers finds; a machine without one fails rather than skips."""
    found = browsers.chromium()
    assert found is not None, browsers.remedy(browsers.missing())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Tell the stories once, serve the site on a clock the tests set, and leave nothing behind."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in this thread; nothing of ours is asynchronous
    kept = {name: getattr(settings, name) for name in ("CLOCK", "DEMO")}
    clock = FixedClock(beijing(date(2026, 11, 12)))
    settings.CLOCK, settings.DEMO = clock, True  # DEMO shows the code of the second factor
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # or WhiteNoise warns; what it serves comes from the finders
    with django_db_blocker.unblock():
        head.forget()
        world = worlds.build(clock)
        server = LiveServer("127.0.0.1")
        world.url = server.url
        yield world
        server.stop()
        worlds.forget()
        head.forget()
        connections.close_all()
    for name, value in kept.items():
        setattr(settings, name, value)
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def arrive(chromium: Browser, site: World) -> Iterator[Arrive]:
    """Return a function that brings a visitor: `arrive(phone=True, script=False, user="head", **context options)`."""
    open_contexts: list[BrowserContext] = []
    site.play_on(11, 12)

    def visitor(*, phone: bool = False, script: bool = True, user: str = "", width: int = 0, dark: bool = False) -> Visitor:
        size = PHONE if phone else DESK
        context = chromium.new_context(
            viewport={"width": width or size["width"], "height": size["height"]},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            storage_state=_SIGNED_IN.get(user) if user else None,
        )
        open_contexts.append(context)
        came = visitor_in(context, site.url)
        if user and user not in _SIGNED_IN:
            came.log_in(user)
            _SIGNED_IN[user] = context.storage_state()
        return came

    yield visitor
    for context in open_contexts:
        context.close()


_SIGNED_IN: dict[str, StorageState] = {}  # cookies of those who logged in, because a code of the second factor works once
