"""The world the journeys share: the demonstration told to its end, a second case left open, and the site that shows both."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from config.demo.cast import Cast
from config.demo.run import _second_factor, enrol, hire, prepare
from config.demo.stage import Answer, Notebook, Stage
from config.demo.story import OFFICERS, Story
from quandun.intake import api as intake
from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.clocks import FixedClock, beijing
from quandun.kernel.ids import new_secret
from quandun.ledger import api as ledger

QUESTIONS = {"identification_questions": ["照片所示商品是否由你单位生产"], "identification_reply_on": "2026-09-15"}


class SecondStage(Stage):
    """A stage whose acts have keys of their own, so that the story can play twice in one database."""

    def once(self, key: str, *, by: Actor, act: Callable[[], Answer]) -> Answer:
        return super().once(self._own(key), by=by, act=act)

    def _sign(self, key: str, proposal_id: str, by: Actor, at: datetime, party: str) -> Answer:
        return super()._sign(self._own(key), proposal_id, by, at, party)

    def _own(self, key: str) -> str:
        return key if key.startswith(("01/", "second/")) else f"second/{key}"  # there is one right


@dataclass
class World:
    """What the tests know of it: addresses, ids, codes. `clock` is the site's; a test sets the day it plays on."""

    url: str
    clock: FixedClock
    cast: Cast
    closed: Mapping[str, str]  # ids of the story told to its end
    open: Mapping[str, str]  # ids of the case that waits for the right holder
    tracking_code: str
    said: tuple[str, ...]  # every line the telling of the stories printed

    def play_on(self, month: int, day: int, hour: int = 10) -> None:
        """Set the site's day in 2026."""
        self.clock.at = beijing(date(2026, month, day), hour)


def build(clock: FixedClock) -> World:
    """Tell both stories through the rooms' front doors."""
    heard: list[str] = []
    cast = prepare(heard.append)
    accounts = hire(cast, heard.append)
    for account in accounts.values():
        _second_factor(account)
    enrol(cast, accounts, heard.append)
    second = Story(SecondStage(heard.append, Notebook(settings.VAR / "second-notebook.json"), accounts), cast)
    for act in (second.register_right, second.report, second.confirm, second.verify, second.preserve, second.file_case):
        act()
    second._take("07", "ask_identification", QUESTIONS, OFFICERS, beijing(date(2026, 9, 8), 10))
    first = Story(Stage(heard.append, Notebook(settings.VAR / "first-notebook.json"), accounts), cast)
    for _, act in first.steps():
        act()
    return World("", clock, cast, first.ids, second.ids, first.stage.notebook.secret("reporter"), tuple(heard))


def reported(world: World, at: datetime) -> str:
    """Make a report as a consumer would and return the matter's id."""
    draft = intake.start_report(secret=new_secret(), by=ANYONE, at=at)
    reporter = Actor(id=draft.link_id, roles=frozenset({"reporter", "anyone"}), about=draft.draft_id)
    said = {key: world.cast.report[key] for key in ("used_sign", "goods", "happened", "seller", "place", "seen_on")}
    intake.save_draft(draft_id=draft.draft_id, answers={**said, "district_code": world.cast.district}, by=reporter, at=at)
    made = intake.submit_report(draft_id=draft.draft_id, by=reporter, at=at)
    ledger.settle(made.ticket.entry_id)
    while ledger.deliver_once():
        pass
    return made.matter_id


def forget() -> None:
    """Leave the database and the folders as a test that follows expects them: empty."""
    call_command("flush", verbosity=0, interactive=False)
    for folder in (settings.HEAD_DIR, settings.OBJECTS_DIR):
        shutil.rmtree(Path(folder), ignore_errors=True)
