"""The access table: default deny, every fault named by file and line, and what the shipped table must not give."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.errors import NotAllowed
from quandun.people import access
from quandun.people.domain.access import ROLES, AccessTable, platform_table, read_table
from quandun.people.errors import BadAccessTable

HEADER = "act,role,relation,state,field,reason\n"
GOOD = "tea.pour,officer,own_unit,open,*,倒茶\n"


def _read(folder: Path, text: str) -> AccessTable:
    (folder / "tea").mkdir(exist_ok=True)
    path = folder / "tea" / "access.csv"
    path.write_text(text, encoding="utf-8")
    return read_table([path], folder)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "表头"),
        ("act,role,relation,state,reason\n" + GOOD, 1, "表头"),
        ("role,act,relation,state,field,reason\n" + GOOD, 1, "表头"),
        (HEADER + "tea.pour,officer,own_unit,open,*\n", 2, "列数"),
        (HEADER + GOOD + "tea.pour,officer,own_unit,open,*,倒茶,多了\n", 3, "列数"),
        (HEADER + GOOD + "\n" + "tea.pour,,own_unit,open,*,倒茶\n", 4, "空格子"),
        (HEADER + "tea.pour,officer,own_unit,open,*, \n", 2, "空格子"),
        (HEADER + GOOD + "tea.pour,emperor,own_unit,open,*,倒茶\n", 3, "emperor"),
        (HEADER + GOOD * 5 + "tea.pour,Officer,own_unit,open,*,倒茶\n", 7, "Officer"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(BadAccessTable) as refusal:
        _read(tmp_path, text)
    assert refusal.value.facts["file"] == "tea/access.csv" and refusal.value.facts["line"] == line
    assert what in refusal.value.sentence()


def test_a_row_knows_where_it_is_written(tmp_path: Path) -> None:
    (row,) = _read(tmp_path, HEADER + "\n" + GOOD).rows
    assert row.source == "tea/access.csv:3"


@dataclass(frozen=True)
class Pot:
    """An object of these tests."""

    state: str = "open"
    kin: frozenset[str] = frozenset()

    @property
    def access_state(self) -> str:
        return self.state

    def relations_of(self, by: Actor) -> frozenset[str]:
        return self.kin


OFFICER = Actor("ac-1", frozenset({"officer", "anyone"}))
OWN = frozenset({"own_unit"})


@pytest.fixture
def allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    rows = (
        GOOD
        + "tea.look,anyone,*,*,name;price,看茶\n"
        + "tea.look,officer,own_unit,*,*,看全部\n"
        + "tea.buy,officer,-,-,*,买茶\n"
        + "tea.drain,officer,*,empty,*,倒渣\n"
    )
    table = _read(tmp_path, HEADER + rows)
    monkeypatch.setattr(access, "platform_table", lambda: table)
    return access.may


def test_it_needs_role_relation_and_state_together(allowed: Callable[..., bool]) -> None:
    assert allowed(OFFICER, "tea.pour", Pot("open", OWN))
    assert not allowed(OFFICER, "tea.pour", Pot("open", frozenset({"bearer"})))
    assert not allowed(OFFICER, "tea.pour", Pot("closed", OWN))
    assert not allowed(ANYONE, "tea.pour", Pot("open", OWN))
    assert not allowed(OFFICER, "tea.spill", Pot("open", OWN))


def test_an_act_on_an_object_is_not_given_without_one_nor_the_other_way_round(allowed: Callable[..., bool]) -> None:
    assert not allowed(OFFICER, "tea.pour")
    assert allowed(OFFICER, "tea.buy")
    assert not allowed(OFFICER, "tea.buy", Pot("open", OWN)), "- means the act has no object"


def test_a_star_for_the_relation_still_asks_for_the_state(allowed: Callable[..., bool]) -> None:
    assert allowed(OFFICER, "tea.drain", Pot("empty"))
    assert not allowed(OFFICER, "tea.drain", Pot("open"))


def test_fields_add_up_and_a_star_shows_all(allowed: Callable[..., bool]) -> None:
    assert access.visible_fields(ANYONE, "tea.look", Pot()) == {"name", "price"}
    assert access.visible_fields(OFFICER, "tea.look", Pot("open", OWN)) == {"*"}
    assert access.visible_fields(OFFICER, "tea.pour", Pot("closed", OWN)) == frozenset()


def test_the_coarse_check_looks_at_roles_only(allowed: Callable[..., bool]) -> None:
    assert access.may_ever(OFFICER, "tea.pour") and not access.may_ever(ANYONE, "tea.pour")


def test_a_refusal_names_the_act_and_the_actor_and_tells_neither_to_the_outside(allowed: Callable[..., bool]) -> None:
    with pytest.raises(NotAllowed) as refusal:
        access.allow(ANYONE, "tea.pour", Pot("open", OWN))
    assert refusal.value.facts == {"act": "tea.pour", "actor": "anyone"}
    assert "tea.pour" not in refusal.value.sentence() and refusal.value.status == 404


# the table as shipped


def test_the_shipped_table_compiles_and_every_role_in_it_is_known() -> None:
    table = platform_table()
    assert len(table.rows) > 80 and {row.role for row in table.rows} <= set(ROLES)


def test_an_act_has_its_object_or_none_never_both() -> None:
    mixed = [act for act, rows in platform_table().by_act.items() if len({row.relation == "-" for row in rows}) > 1]
    assert mixed == [], "an act given both with and without an object"


def test_no_row_is_written_twice() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for row in platform_table().rows:
        key = (row.act, row.role, row.relation, row.state, row.field)
        assert key not in seen, f"{row.source} repeats {seen[key]}"
        seen[key] = row.source


def test_nobody_but_a_bureau_head_opens_a_reporters_identity() -> None:
    assert {(row.role, row.relation) for row in platform_table().by_act["matters.unseal_reporter"]} == {("bureau_head", "handling_unit")}


def test_an_administrator_touches_no_case() -> None:
    given = {row.act for row in platform_table().rows if row.role == "administrator"}
    assert not [act for act in given if act.startswith(("cases.", "matters.", "administrative_penalty.", "disclosure."))]


def test_what_anyone_may_do_changes_no_case() -> None:
    given = {row.act for row in platform_table().rows if row.role == "anyone"}
    assert not [act for act in given if act.startswith(("cases.", "matters.", "administrative_penalty.", "people.", "exchange."))]
