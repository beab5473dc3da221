"""Who and what the demonstration of a city invents: read from its demo.yaml."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from quandun.kernel.errors import PlatformError


class DemoFileFaulty(PlatformError):
    """The city's demo.yaml lacks something the story needs."""

    code = "demo.file_faulty"
    says = "演示资料 {file} 有误：{what}。"
    do = "请对照 cities 下其他城市的 demo.yaml 补全。"


@dataclass(frozen=True, slots=True)
class Member:
    """One invented official."""

    username: str
    role: str
    name: str
    certificate: str
    unit: str  # key of the unit they work in


@dataclass(frozen=True, slots=True)
class Enrolled:
    """One invented member of a register."""

    register: str
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everything invented for the story."""

    bureau: str
    district: str
    staff: tuple[Member, ...]
    right_holder: dict[str, str]
    mark: dict[str, str]
    report: dict[str, str]
    party: dict[str, str]
    plan: dict[str, str]  # who reports and who supervises on which tasks, and what they write
    registers: tuple[Enrolled, ...] = ()

    def member(self, username: str) -> Member:
        """Return the official of that log-in name."""
        return next(one for one in self.staff if one.username == username)

    def mark_day(self, key: str) -> date:
        """Return a day of the mark's term."""
        return date.fromisoformat(self.mark[key])


def read_cast(path: Path) -> Cast:
    """Read demo.yaml; raises DemoFileFaulty naming what is missing."""
    if not path.is_file():
        raise DemoFileFaulty(file=path.name, what="文件不存在")
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        bureau = str(raw["bureau"])
        return Cast(
            bureau=bureau,
            district=str(raw["district"]),
            staff=tuple(
                Member(username, str(one["role"]), str(one["name"]), str(one["certificate"]), str(one.get("unit", bureau)))
                for username, one in raw["staff"].items()
            ),
            right_holder=_texts(raw["right_holder"]),
            mark=_texts(raw["mark"]),
            report=_texts(raw["report"]),
            party=_texts(raw["party"]),
            plan=_texts(raw["plan"]),
            registers=tuple(Enrolled(key, _texts(one)) for key, members in raw.get("registers", {}).items() for one in members),
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise DemoFileFaulty(file=path.name, what=f"缺少或写错了 {fault}") from fault
    except yaml.YAMLError as fault:
        raise DemoFileFaulty(file=path.name, what=f"不是有效的 YAML：{fault}") from fault


def _texts(raw: dict[str, object]) -> dict[str, str]:
    return {key: value.isoformat() if isinstance(value, date) else str(value) for key, value in raw.items()}
