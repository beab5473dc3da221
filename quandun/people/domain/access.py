"""The access table: act × role × relation × state × field, compiled from every room's access.csv. Default deny.

A row gives; nothing takes away. `relation` and `state` are about the object acted on ("*" = any, "-" = the act has
no object). `field` limits what a reading act shows ("*" = all). `reason` is for the lawyer who reviews the table.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from quandun.kernel.actors import Actor
from quandun.people.errors import BadAccessTable

COLUMNS = ("act", "role", "relation", "state", "field", "reason")
ROLES: dict[str, str] = {
    "anyone": "任何人",
    "signed_in": "已登录用户",
    "reporter": "举报人（凭查询码）",
    "right_holder": "权利人（凭一次性链接或账号）",
    "party": "当事人",
    "registrar": "登记人",
    "officer": "办案人员",
    "unit_head": "办案机构负责人",
    "reviewer": "审核人员",
    "bureau_head": "部门负责人",
    "publisher": "信息公开人员",
    "supervisor": "监督人员",
    "administrator": "系统管理员",
    "system": "系统",
}


class Accessible(Protocol):
    """What `allow` needs to know of an object: its state and how the actor stands to it."""

    @property
    def access_state(self) -> str: ...

    def relations_of(self, by: Actor) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One permission, and where it is written."""

    act: str
    role: str
    relation: str
    state: str
    field: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class AccessTable:
    """Every permission of the platform, by act."""

    rows: tuple[Row, ...]
    by_act: dict[str, tuple[Row, ...]]

    def matching(self, by: Actor, act: str, on: Accessible | None) -> tuple[Row, ...]:
        """Return the rows that give `by` this act on this object."""
        candidates = [row for row in self.by_act.get(act, ()) if row.role in by.roles]
        if on is None:
            return tuple(row for row in candidates if row.relation in ("-", "*") and row.state in ("-", "*"))
        relations = on.relations_of(by) if candidates else frozenset()
        state = on.access_state if candidates else ""
        return tuple(row for row in candidates if (row.relation == "*" or row.relation in relations) and row.state in ("*", state))

    def has_act(self, act: str) -> bool:
        """Say whether any row names this act."""
        return act in self.by_act

    def ever(self, by: Actor, act: str) -> bool:
        """Say whether some object could exist on which `by` may do this: the coarse check at a route."""
        return any(row.role in by.roles for row in self.by_act.get(act, ()))


def read_table(files: Iterable[Path], root: Path) -> AccessTable:
    """Compile the files; raises BadAccessTable naming file and line."""
    rows: list[Row] = []
    for path in sorted(files):
        name = path.relative_to(root).as_posix()
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle)
            header = next(reader, [])
            if tuple(header) != COLUMNS:
                raise BadAccessTable(file=name, line=1, what=f"表头应为 {','.join(COLUMNS)}")
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(COLUMNS) or not all(cell.strip() for cell in cells):
                    raise BadAccessTable(file=name, line=reader.line_num, what="列数不对或有空格子")
                if cells[1] not in ROLES:
                    raise BadAccessTable(file=name, line=reader.line_num, what=f"没有角色“{cells[1]}”")
                act, role, relation, state, field, reason = cells
                rows.append(Row(act, role, relation, state, field, reason, f"{name}:{reader.line_num}"))
    by_act: dict[str, list[Row]] = {}
    for row in rows:
        by_act.setdefault(row.act, []).append(row)
    return AccessTable(tuple(rows), {act: tuple(found) for act, found in by_act.items()})


@lru_cache(maxsize=1)
def platform_table() -> AccessTable:
    """Return the compiled table of this installation (every access.csv under the package)."""
    package = Path(__file__).resolve().parents[2]
    return read_table(package.rglob("access.csv"), package)
