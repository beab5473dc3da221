"""The parts of a city folder that rooms other than people own. Plain: `quandun city check` runs without Django."""

from collections.abc import Iterable
from pathlib import Path

from quandun.assessment.domain.city_parts import check_city_part
from quandun.law.errors import BadParameterFile
from quandun.law.statutes import city_law
from quandun.people.domain.city import register_part

REMEDY = "请改正该行；格式见 quandun/law/parameters 中同类文件"


def register_checks() -> None:
    """Let the plan, the goals and the city's own law be checked with the rest of the folder."""
    register_part("assessment", check_city_part)
    register_part("law", check_law)


def check_law(folder: Path) -> Iterable[tuple[str, int, str, str]]:
    """Return what is wrong with the city's own law: one fault at most, the reader stops at the first."""
    if not (folder / "law").is_dir():
        return []
    try:
        city_law(folder / "law")
    except BadParameterFile as fault:
        file, line = str(fault.facts.get("file", "law")), fault.facts.get("line", 0)
        return [(_relative(file, folder), line if isinstance(line, int) else 0, str(fault.facts.get("reason", "")), REMEDY)]
    return []


def _relative(file: str, folder: Path) -> str:
    path = Path(file)
    return path.relative_to(folder).as_posix() if path.is_absolute() and path.is_relative_to(folder) else f"law/{path.name}"
