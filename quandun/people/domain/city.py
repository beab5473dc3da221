"""The city folder (城市资料夹): what a city is, read from its files, with every fault found in one pass.

Plain Python. Later rooms check their own files through `register_part`; people does not know them.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import yaml

from quandun.kernel.actors import Actor
from quandun.kernel.errors import PlatformError

KINDS = (
    "government",
    "party",
    "congress",  # 人大机关
    "cppcc",  # 政协机关
    "court",
    "procuratorate",
    "police",
    "customs",
    "arbitration",
    "bank",
    "zone",
    "district",
    "association",
)
LEVELS = ("province", "city", "district", "county", "zone")
CONFIDENCES = ("verified", "high", "medium", "low")
CITY_KEYS = {
    "name": True,
    "name_en": True,
    "code": True,
    "organ_code": True,
    "time_zone": True,
    "plan": True,
    "plan_issued_on": False,  # where the plan's text states no date
    "notes": False,
    "licence": False,
}
UNIT_COLUMNS = ("key", "name", "name_zh_full", "name_en", "kind", "level", "valid_from", "valid_to", "note")
BODY_COLUMNS = ("key", "name", "name_en", "kind", "parent", "district_code", "organ_word", "confidence", "note")
DISTRICT_COLUMNS = ("code", "name", "name_en", "level")
_KEY = re.compile(r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$")
_LIMIT_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a city folder: file (relative to the folder), line from 1 (0 = the file as a whole), what, remedy."""

    file: str
    line: int
    what: str
    remedy: str

    def sentence(self) -> str:
        """Return `file:line: what; remedy` as the command prints it."""
        return f"{self.file}:{self.line}: {self.what}；{self.remedy}"


class CityFolderFaulty(PlatformError):
    """A city folder that cannot be loaded; `faults` lists everything found, not only the first."""

    code = "people.city_folder_faulty"
    status = 422
    exit_code = 1
    says = "城市资料夹有 {count} 处问题，第一处：{first}。"
    do = "请用 quandun city check 查看全部问题，改正后重试。"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults), first=self.faults[0].sentence() if self.faults else "")


@dataclass(frozen=True, slots=True)
class District:
    """A district or county as a place (区县), by its six-digit division code. Not the district as a responsible unit."""

    code: str
    name: str
    name_en: str
    level: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A responsible unit (责任单位) under a name and the days that name held; `valid_to` exclusive, None = still."""

    key: str
    name: str
    full_name: str
    name_en: str
    kind: str
    level: str
    valid_from: date
    valid_to: date | None
    note: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body that is no responsible unit: an issuer, a body named in the text, a district's own bureau, a zone."""

    key: str
    name: str
    name_en: str
    kind: str
    parent: str | None
    district: str | None
    organ_word: str | None
    confidence: str
    note: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class City:
    """A city as its folder states it. `code`: its division code; `organ_code`: the character for document numbers."""

    folder: Path
    name: str
    name_en: str
    code: str
    organ_code: str
    plan_path: Path
    units: tuple[UnitRow, ...]
    bodies: tuple[BodyRow, ...]
    districts: tuple[District, ...]
    settings: dict[str, str] = field(default_factory=dict)

    def unit(self, key: str) -> UnitRow | None:
        """Return the newest row of a unit, or None."""
        rows = [row for row in self.units if row.key == key]
        return max(rows, key=lambda row: row.valid_from) if rows else None

    def unit_named(self, name: str) -> UnitRow | None:
        """Return the unit that a plan calls `name`, or None."""
        return next((row for row in self.units if row.name == name), None)


# A part answers with plain rows (file, line, what, remedy), so that a room can check its files without importing people.
Check = Callable[[Path], Iterable[tuple[str, int, str, str]]]
_PARTS: dict[str, Check] = {}


def register_part(name: str, check: Check) -> None:
    """Let another room check its own files of a city folder; the same name again replaces the check.

    Called where the rooms are put together (config): neither side imports the other.
    """
    _PARTS[name] = check


# What a room does with a city folder once people has loaded units and districts: (folder, by, at).
Loader = Callable[[Path, Actor, datetime], None]
_LOADERS: dict[str, Loader] = {}


def register_loader(name: str, load: Loader) -> None:
    """Let another room load its own files of a city folder, in the same transaction; the same name again replaces it."""
    _LOADERS[name] = load


def loaders() -> tuple[Loader, ...]:
    """Return the registered loaders in the order registered."""
    return tuple(_LOADERS.values())


def parts() -> tuple[str, ...]:
    """Return the names of the registered parts."""
    return tuple(_PARTS)


def read_city(folder: Path) -> City:
    """Return the city a folder describes.

    Raises CityFolderFaulty with every fault found, those of the registered parts included.
    """
    faults: list[Fault] = []
    city = _read(folder, faults)
    for check in _PARTS.values():
        faults.extend(Fault(*found) for found in check(folder))
    if faults or city is None:
        raise CityFolderFaulty(sorted(set(faults)))
    return city


def faults_of(folder: Path) -> list[Fault]:
    """Return everything wrong with a folder, empty when it can be loaded."""
    try:
        read_city(folder)
    except CityFolderFaulty as error:
        return list(error.faults)
    return []


def text_of(folder: Path, name: str, faults: list[Fault]) -> str | None:
    """Return a file's text (UTF-8, byte order mark tolerated), or None after noting why it cannot be read."""
    path = folder / name
    if not path.is_file():
        faults.append(Fault(name, 0, "缺少这个文件", "请补上；各文件的写法见城市资料夹说明"))
        return None
    size = path.stat().st_size
    if size > _LIMIT_BYTES:
        faults.append(Fault(name, 0, f"文件有 {size} 字节，超过 20 MB", "请核对是否放错了文件"))
        return None
    data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        faults.append(Fault(name, 1, "文件是空的", "请按说明填写"))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.append(Fault(name, line, f"第 {error.start + 1} 个字节（0x{data[error.start]:02x}）不是 UTF-8 编码", "请另存为 UTF-8"))
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table with the line it stands on."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def table_of(folder: Path, name: str, columns: Sequence[str], faults: list[Fault]) -> list[Row]:
    """Return the rows of a tab-separated file with exactly these columns; lines starting with # are remarks."""
    text = text_of(folder, name, faults)
    if text is None:
        return []
    lines = [(number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), start=1)]
    lines = [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]
    if not lines:
        faults.append(Fault(name, 1, "文件里没有表头", f"第一行请写：{' '.join(columns)}（以制表符分隔）"))
        return []
    number, header = lines[0]
    if tuple(header.split("\t")) != tuple(columns):
        hint = "列之间应当用制表符，不用逗号" if "," in header and "\t" not in header else f"应当是：{' '.join(columns)}"
        faults.append(Fault(name, number, f"表头不对：{header[:80]!r}", hint))
        return []
    rows: list[Row] = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            faults.append(Fault(name, number, f"应有 {len(columns)} 列，实有 {len(cells)} 列", "请核对制表符；没有内容的列也要留空"))
            continue
        rows.append(Row(number, {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}))
    if not rows and len(lines) == 1:
        faults.append(Fault(name, number, "只有表头，没有内容", "请至少写一行"))
    return rows


def settings_of(folder: Path, faults: list[Fault]) -> dict[str, str]:
    """Return city.yaml as plain text values, noting what is missing, unknown or not text."""
    name = "city.yaml"
    text = text_of(folder, name, faults)
    if text is None:
        return {}
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        faults.append(Fault(name, mark.line + 1 if mark else 1, "YAML 写法有误", "请核对缩进、冒号后的空格和引号"))
        return {}
    if not isinstance(node, yaml.MappingNode):
        faults.append(Fault(name, 1, "应当是“键: 值”的形式", "请按说明填写"))
        return {}
    found: dict[str, str] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key not in CITY_KEYS:
            faults.append(Fault(name, line, f"不认识的项目“{key}”", f"可用的有：{'、'.join(CITY_KEYS)}"))
        elif key in found:
            faults.append(Fault(name, line, f"项目“{key}”写了两次", "请删去一处"))
        elif not isinstance(value_node, yaml.ScalarNode) or not value_node.value.strip():
            faults.append(Fault(name, line, f"项目“{key}”应当是一段文字", "请填写"))
        else:
            found[key] = value_node.value.strip()
    missing = [
        key for key, needed in CITY_KEYS.items() if needed and key not in found and not any(f"“{key}”" in fault.what for fault in faults)
    ]
    faults.extend(Fault(name, 1, f"缺少项目“{key}”", "请补上") for key in missing)
    return found


def plan_path_of(folder: Path, settings: dict[str, str]) -> Path | None:
    """Return where the plan text stands, or None where city.yaml names none inside the folder."""
    name = settings.get("plan", "")
    if not name or Path(name).is_absolute() or ".." in Path(name).parts:
        return None
    return folder / name


def _read(folder: Path, faults: list[Fault]) -> City | None:
    settings = settings_of(folder, faults)
    districts = _districts(table_of(folder, "districts.tsv", DISTRICT_COLUMNS, faults), settings.get("code", ""), faults)
    units = _units(table_of(folder, "units.tsv", UNIT_COLUMNS, faults), faults)
    bodies = _bodies(table_of(folder, "bodies.tsv", BODY_COLUMNS, faults), units, districts, faults)
    plan_path = plan_path_of(folder, settings)
    if settings.get("plan") and plan_path is None:
        faults.append(Fault("city.yaml", 1, f"方案文件“{settings['plan']}”不在资料夹内", "请写资料夹内的相对路径，例如 plan.txt"))
    if settings.get("code") and not re.fullmatch(r"\d{6}", settings["code"]):
        faults.append(Fault("city.yaml", 1, f"行政区划代码“{settings['code']}”不是六位数字", "请核对"))
    if settings.get("time_zone") and settings["time_zone"] != "Asia/Shanghai":
        faults.append(Fault("city.yaml", 1, f"时区“{settings['time_zone']}”不可用", "法定期间按北京时间计算，请写 Asia/Shanghai"))
    if faults or plan_path is None:
        return None
    return City(
        folder=folder,
        name=settings["name"],
        name_en=settings["name_en"],
        code=settings["code"],
        organ_code=settings["organ_code"],
        plan_path=plan_path,
        units=tuple(units),
        bodies=tuple(bodies),
        districts=tuple(districts),
        settings=settings,
    )


def _districts(rows: Iterable[Row], city_code: str, faults: list[Fault]) -> list[District]:
    name = "districts.tsv"
    found: list[District] = []
    for row in rows:
        if not re.fullmatch(r"\d{6}", row["code"]):
            faults.append(Fault(name, row.line, f"区划代码“{row['code']}”不是六位数字", "请按国家统计局区划代码填写"))
        elif any(other.code == row["code"] for other in found):
            faults.append(Fault(name, row.line, f"区划代码“{row['code']}”重复", "请删去一行或改正代码"))
        elif re.fullmatch(r"\d{6}", city_code) and row["code"][:4] != city_code[:4]:
            faults.append(Fault(name, row.line, f"区划代码“{row['code']}”不属于本市（{city_code[:4]}）", "请核对代码"))
        if row["level"] not in ("district", "county"):
            faults.append(Fault(name, row.line, f"级别“{row['level']}”不认识", "请写 district 或 county"))
        _filled(name, row, ("name", "name_en"), faults)
        found.append(District(row["code"], row["name"], row["name_en"], row["level"], row.line))
    return found


def _filled(name: str, row: Row, columns: Iterable[str], faults: list[Fault]) -> None:
    faults.extend(Fault(name, row.line, f"“{column}”列没有填", "请填写") for column in columns if not row[column])


def _key(name: str, row: Row, faults: list[Fault]) -> None:
    if not _KEY.match(row["key"]):
        faults.append(Fault(name, row.line, f"编码“{row['key']}”写法不对", "请用小写英文字母、数字和连字符，例如 east-amr"))


def _kind(name: str, row: Row, faults: list[Fault]) -> None:
    if row["kind"] not in KINDS:
        faults.append(Fault(name, row.line, f"不认识的类别“{row['kind']}”", f"可用的有：{'、'.join(KINDS)}"))


def _day(name: str, row: Row, column: str, faults: list[Fault]) -> date | None:
    if not row[column]:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", row[column]):
            raise ValueError(row[column])
        return date.fromisoformat(row[column])
    except ValueError:
        faults.append(Fault(name, row.line, f"“{column}”列的日期“{row[column]}”无效", "请写成 2021-07-27 的形式"))
        return None


def _units(rows: Iterable[Row], faults: list[Fault]) -> list[UnitRow]:
    name = "units.tsv"
    found: list[UnitRow] = []
    for row in rows:
        _key(name, row, faults)
        _kind(name, row, faults)
        _filled(name, row, ("name", "name_en"), faults)
        if row["level"] not in LEVELS:
            faults.append(Fault(name, row.line, f"级别“{row['level']}”不认识", f"可用的有：{'、'.join(LEVELS)}"))
        starts = _day(name, row, "valid_from", faults)
        ends = _day(name, row, "valid_to", faults)
        if not row["valid_from"]:
            faults.append(Fault(name, row.line, "没有写名称起用日期 valid_from", "请写名称有据可查的第一天，例如方案印发之日"))
        if starts and ends and ends <= starts:
            faults.append(
                Fault(name, row.line, f"名称止用日期 {ends} 不晚于起用日期 {starts}", "止用日期是不再使用的第一天，请核对两个日期")
            )
        for other in found:
            if other.key == row["key"] and starts and _overlap(other.valid_from, other.valid_to, starts, ends):
                faults.append(
                    Fault(
                        name,
                        row.line,
                        f"编码“{row['key']}”重复（第 {other.line} 行已用，日期重叠）",
                        "请改编码；同一单位更名的，两行日期要前后相接",
                    )
                )
            elif other.key != row["key"] and other.name == row["name"]:
                faults.append(Fault(name, row.line, f"名称“{row['name']}”与第 {other.line} 行相同", "一个名称只能指一个单位，请核对"))
        found.append(
            UnitRow(
                row["key"],
                row["name"],
                row["name_zh_full"] or row["name"],
                row["name_en"],
                row["kind"],
                row["level"],
                starts or date.min,
                ends,
                row["note"],
                row.line,
            )
        )
    return found


def _overlap(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    return (other_end is None or start < other_end) and (end is None or other_start < end)


def _bodies(rows: Sequence[Row], units: Sequence[UnitRow], districts: Sequence[District], faults: list[Fault]) -> list[BodyRow]:
    name = "bodies.tsv"
    keys = {unit.key for unit in units} | {row["key"] for row in rows}
    codes = {district.code for district in districts}
    found: list[BodyRow] = []
    for row in rows:
        _key(name, row, faults)
        _kind(name, row, faults)
        _filled(name, row, ("name", "name_en"), faults)
        twin = next((body for body in found if body.key == row["key"]), None)
        if twin:
            faults.append(Fault(name, row.line, f"编码“{row['key']}”重复（第 {twin.line} 行已用）", "请改编码或删去一行"))
        if row["parent"] and (row["parent"] not in keys or row["parent"] == row["key"]):
            faults.append(
                Fault(name, row.line, f"上级单位“{row['parent']}”没有登记", "请写 units.tsv 或 bodies.tsv 中的编码，没有上级的留空")
            )
        if row["district_code"] and row["district_code"] not in codes:
            faults.append(
                Fault(name, row.line, f"区划代码“{row['district_code']}”不在 districts.tsv 中", "请核对代码，或在 districts.tsv 中补上")
            )
        if row["confidence"] not in CONFIDENCES:
            faults.append(Fault(name, row.line, f"可信度“{row['confidence']}”不认识", f"可用的有：{'、'.join(CONFIDENCES)}"))
        found.append(
            BodyRow(
                row["key"],
                row["name"],
                row["name_en"],
                row["kind"],
                row["parent"] or None,
                row["district_code"] or None,
                row["organ_word"] or None,
                row["confidence"],
                row["note"],
                row.line,
            )
        )
    return found
