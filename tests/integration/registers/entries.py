"""Entries of registers for tests: complete answers made from the register's own fields, put through nomination and admission."""

from datetime import date

from quandun.registers import api as registers
from quandun.registers.api import Reasons
from tests.integration.worlds import World, at

# Canaries: they occur nowhere else, so that finding one means it leaked.
CONTACT, PHONE = "甄联络", "0539-88776655"
EXPERT = "钟鉴定"
NOMINATED, ADMITTED = date(2026, 3, 2), date(2026, 3, 5)
REASONS = Reasons(facts="已注销登记", basis="方案未规定，按管理单位决定〔2026〕5号", remedy="可在收到通知后向本单位书面提出异议")


def kind_of(key: str) -> registers.RegisterKind:
    return next(one for one in registers.kinds() if one.key == key)


def answers_of(kind: registers.RegisterKind, number: int = 1, **known: str) -> dict[str, str]:
    """Return complete typed answers; `number` makes another member of it."""
    made: dict[str, str] = {}
    for one in kind.fields:
        by_kind = {
            "choice": one.choices[0][0] if one.choices else "",
            "district": "990102",
            "credit_code": f"99000000TEST{number:06d}",
            "flag": "是",
        }
        made[one.key] = by_kind.get(one.kind, f"{one.label}{number}")
    apart = {one.key: CONTACT if "name" in one.key else PHONE for one in kind.fields if one.kept_apart}
    return {**made, **apart, **known}


def nominated(world: World, key: str, number: int = 1, *, on: date = NOMINATED, **known: str) -> str:
    """Return an entry nominated by the bureau's officer on a day."""
    return registers.nominate(kind=key, answers=answers_of(kind_of(key), number, **known), by=world.who("officer"), at=at(on)).entry_id


def admitted(world: World, key: str, number: int = 1, *, on: date = ADMITTED, last_day: date | None = None, **known: str) -> str:
    """Return an entry admitted by the bureau's head, effective and recorded on a day."""
    entry_id = nominated(world, key, number, on=min(on, NOMINATED), **known)
    checks = [one.key for one in kind_of(key).checks]
    registers.admit(
        entry_id=entry_id, effective_on=on, basis="局务会议", checks=checks, last_day=last_day, by=world.who("bureau_head"), at=at(on)
    )
    return entry_id


def labels(key: str, on: date) -> list[str]:
    """Return who is on a register on a day, as everybody may read it."""
    return [one.label for one in registers.members(key, on=on)]
