"""A city folder: what is read, and every kind of fault planted once."""

import json
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from quandun.assessment.domain.city_parts import check_city_part
from quandun.people import commands
from quandun.people.domain import city as city_module
from quandun.people.domain.city import CityFolderFaulty, Fault, faults_of, read_city, register_part

ROOT = Path(__file__).parents[3]
JINAN = ROOT / "cities" / "jinan"
LINCHUAN = ROOT / "tests" / "cities" / "linchuan"


@pytest.fixture(autouse=True)
def _parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(city_module, "_PARTS", {})
    register_part("assessment", check_city_part)
    yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small city that may be damaged."""
    copy = tmp_path / "city"
    shutil.copytree(LINCHUAN, copy)
    return copy


def run(*words: str) -> int:
    parser = ArgumentParser()
    commands.add_arguments(parser.add_subparsers(required=True))
    args = parser.parse_args(list(words))
    code = args.run(args)
    assert isinstance(code, int)
    return code


def replace(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text, old
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def test_it_reads_the_first_city_without_a_fault() -> None:
    city = read_city(JINAN)
    assert (city.name, city.code, city.organ_code) == ("济南市", "370100", "济")
    assert len({row.key for row in city.units}) == 27
    assert len(city.districts) == 12
    assert {body.district for body in city.bodies if body.parent == "amr"} == {district.code for district in city.districts}
    assert all(row.valid_from == date(2021, 7, 27) for row in city.units)


def test_it_keeps_a_district_as_unit_apart_from_the_district_as_place() -> None:
    city = read_city(JINAN)
    unit = city.unit_named("历城区")
    place = next(district for district in city.districts if district.name == "历城区")
    assert unit is not None
    assert (unit.key, unit.kind) == ("licheng", "district")
    assert place.code == "370112"
    assert [body.name for body in city.bodies if body.district == place.code] == ["历城区市场监督管理局"]


def test_it_marks_what_the_sources_do_not_support() -> None:
    bureaus = [body for body in read_city(JINAN).bodies if body.parent == "amr"]
    assert len(bureaus) == 12
    assert all(body.confidence == "low" and "待确认" in body.note for body in bureaus)


def test_it_reads_another_city_from_its_folder_alone() -> None:
    city = read_city(LINCHUAN)
    assert (city.name, len(city.units), len(city.districts), len(city.bodies)) == ("临川市", 3, 2, 2)


Damage = Callable[[Path], object]


def write(name: str, data: bytes) -> Damage:
    return lambda folder: (folder / name).write_bytes(data)


def swap(name: str, old: str, new: str) -> Damage:
    return lambda folder: replace(folder, name, old, new)


def drop(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


def append(name: str, line: str) -> Damage:
    return lambda folder: (folder / name).write_text((folder / name).read_text("utf-8") + line, "utf-8")


UNIT = "\tMarket Regulation\tgovernment\tcity\t2024-03-01\t"

FAULTS: list[tuple[str, Damage, str, int, str]] = [
    ("city file missing", drop("city.yaml"), "city.yaml", 0, "缺少这个文件"),
    ("units missing", drop("units.tsv"), "units.tsv", 0, "缺少这个文件"),
    ("bodies missing", drop("bodies.tsv"), "bodies.tsv", 0, "缺少这个文件"),
    ("districts missing", drop("districts.tsv"), "districts.tsv", 0, "缺少这个文件"),
    ("plan missing", drop("plan.md"), "plan.md", 0, "缺少方案文件"),
    ("goals missing", drop("register_goals.yaml"), "register_goals.yaml", 0, "缺少这个文件"),
    ("empty file", write("units.tsv", b"  \n"), "units.tsv", 1, "文件是空的"),
    ("remarks only", write("units.tsv", b"# nothing\n"), "units.tsv", 1, "没有表头"),
    (
        "header only",
        swap("districts.tsv", "990102\t东桥区\tDongqiao District\tdistrict\n990121\t西原县\tXiyuan County\tcounty\n", ""),
        "districts.tsv",
        1,
        "只有表头",
    ),
    (
        "not UTF-8",
        lambda folder: (folder / "units.tsv").write_bytes((folder / "units.tsv").read_text("utf-8").encode("gb18030")),
        "units.tsv",
        2,
        "不是 UTF-8",
    ),
    ("wrong header", swap("units.tsv", "name_zh_full", "full"), "units.tsv", 1, "表头不对"),
    ("commas for tabs", write("districts.tsv", b"code,name,name_en,level\n"), "districts.tsv", 1, "表头不对"),
    ("wrong column count", swap("districts.tsv", "990121\t西原县\t", "990121\t"), "districts.tsv", 3, "应有 4 列，实有 3 列"),
    ("duplicate unit key", swap("units.tsv", "court\t市法院", "market\t市法院"), "units.tsv", 3, "编码“market”重复"),
    ("duplicate unit name", swap("units.tsv", "court\t市法院", "court\t市市场监管局"), "units.tsv", 3, "与第 2 行相同"),
    ("bad key", swap("units.tsv", "market\t市市场", "Market Office\t市市场"), "units.tsv", 2, "写法不对"),
    ("unknown kind", swap("units.tsv", "\tcourt\tcity", "\tcircus\tcity"), "units.tsv", 3, "不认识的类别“circus”"),
    ("unknown level", swap("units.tsv", "\tcourt\tcity", "\tcourt\tmoon"), "units.tsv", 3, "级别“moon”"),
    ("bad date", swap("units.tsv", UNIT, UNIT.replace("2024-03-01", "2024-02-30")), "units.tsv", 2, "日期“2024-02-30”无效"),
    ("date in words", swap("units.tsv", UNIT, UNIT.replace("2024-03-01", "2024年3月1日")), "units.tsv", 2, "无效"),
    ("no start", swap("units.tsv", UNIT, UNIT.replace("2024-03-01", "")), "units.tsv", 2, "valid_from"),
    ("end before start", swap("units.tsv", UNIT, UNIT + "2024-01-01"), "units.tsv", 2, "不晚于起用日期"),
    ("missing English name", swap("units.tsv", "\tMarket Regulation\t", "\t\t"), "units.tsv", 2, "“name_en”列没有填"),
    ("duplicate body key", swap("bodies.tsv", "xiyuan-market", "dongqiao-market"), "bodies.tsv", 3, "编码“dongqiao-market”重复"),
    ("unknown parent", swap("bodies.tsv", "\tmarket\t990121", "\tnobody\t990121"), "bodies.tsv", 3, "上级单位“nobody”"),
    ("own parent", swap("bodies.tsv", "\tmarket\t990121", "\txiyuan-market\t990121"), "bodies.tsv", 3, "上级单位"),
    ("unknown district", swap("bodies.tsv", "990121", "990199"), "bodies.tsv", 3, "“990199”不在 districts.tsv"),
    ("unknown confidence", swap("bodies.tsv", "临东市监\thigh", "临东市监\tsure"), "bodies.tsv", 2, "可信度“sure”"),
    ("bad district code", swap("districts.tsv", "990121", "99012"), "districts.tsv", 3, "不是六位数字"),
    ("duplicate district code", swap("districts.tsv", "990121", "990102"), "districts.tsv", 3, "“990102”重复"),
    ("district of another city", swap("districts.tsv", "990121", "370121"), "districts.tsv", 3, "不属于本市"),
    ("unknown district level", swap("districts.tsv", "\tcounty", "\tvillage"), "districts.tsv", 3, "级别“village”"),
    ("broken yaml", write("city.yaml", b"name: [\n"), "city.yaml", 2, "YAML 写法有误"),
    ("yaml list", write("city.yaml", b"- name\n"), "city.yaml", 1, "键: 值"),
    ("unknown setting", append("city.yaml", "mayor: 无\n"), "city.yaml", 8, "不认识的项目“mayor”"),
    ("setting twice", append("city.yaml", "name: 另一市\n"), "city.yaml", 8, "写了两次"),
    ("setting missing", swap("city.yaml", "organ_code: 临\n", ""), "city.yaml", 1, "缺少项目“organ_code”"),
    ("setting empty", swap("city.yaml", "organ_code: 临", "organ_code:"), "city.yaml", 4, "应当是一段文字"),
    ("wrong time zone", swap("city.yaml", "Asia/Shanghai", "UTC"), "city.yaml", 1, "时区“UTC”"),
    ("bad city code", swap("city.yaml", '"990100"', "99"), "city.yaml", 1, "不是六位数字"),
    ("plan outside", swap("city.yaml", "plan.md", "../plan.md"), "city.yaml", 1, "不在资料夹内"),
    ("binary plan", write("plan.md", b"%PDF-1.7\x00"), "plan.md", 1, "二进制"),
    ("no tasks", write("plan.md", "今天天气很好。\n".encode()), "plan.md", 1, "没有读出任何任务"),
    (
        "plan names an unlisted unit",
        swap("plan.md", "市法院）\n\n###", "市法院、市公安局）\n\n###"),
        "plan.md",
        15,
        "“市公安局”不在 units.tsv",
    ),
    (
        "unit never named",
        append("units.tsv", "police\t市公安局\t\tPolice\tpolice\tcity\t2024-03-01\t\t\n"),
        "units.tsv",
        5,
        "没有被方案列为责任单位",
    ),
    ("goal for no task", swap("register_goals.yaml", "task: 1", "task: 9"), "register_goals.yaml", 2, "任务 9 不在方案中"),
    ("goal not in the words", swap("register_goals.yaml", "遴选50家", "遴选六十家"), "register_goals.yaml", 2, "原文在方案里找不到"),
    ("goal with another number", swap("register_goals.yaml", "value: 50", "value: 60"), "register_goals.yaml", 2, "与方案任务 1 不符"),
    (
        "goal without source",
        swap("register_goals.yaml", "    source: 临川市知识产权保护行动计划 1\n", ""),
        "register_goals.yaml",
        2,
        "缺少“source”",
    ),
    ("goal key unknown", append("register_goals.yaml", "    prize: 1\n"), "register_goals.yaml", 10, "不认识的项目“prize”"),
    ("goal value no number", swap("register_goals.yaml", "value: 50", "value: 许多"), "register_goals.yaml", 5, "写法不对"),
    ("goal date bad", swap("register_goals.yaml", "2024-03-01", "去年"), "register_goals.yaml", 9, "写法不对"),
    ("goals broken", write("register_goals.yaml", b"goals: ["), "register_goals.yaml", 1, "YAML 写法有误"),
    ("goals of another shape", write("register_goals.yaml", b"targets: {}\n"), "register_goals.yaml", 1, "只有一个 goals 项"),
]


@pytest.mark.parametrize(("damage", "file", "line", "what"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_it_names_file_and_line_of_the_fault(folder: Path, damage: Damage, file: str, line: int, what: str) -> None:
    assert faults_of(folder) == []
    damage(folder)
    found = faults_of(folder)
    assert [fault for fault in found if fault.file == file and fault.line == line and what in fault.what], [
        fault.sentence() for fault in found
    ]
    assert all(fault.remedy for fault in found)


def test_it_collects_all_faults_and_not_only_the_first(folder: Path) -> None:
    replace(folder, "units.tsv", "\tcourt\tcity", "\tcircus\tcity")
    replace(folder, "districts.tsv", "\tcounty", "\tvillage")
    replace(folder, "register_goals.yaml", "task: 1", "task: 9")
    (folder / "bodies.tsv").unlink()
    with pytest.raises(CityFolderFaulty) as raised:
        read_city(folder)
    assert {fault.file for fault in raised.value.faults} == {"units.tsv", "districts.tsv", "register_goals.yaml", "bodies.tsv"}


def test_it_tolerates_a_byte_order_mark_and_windows_line_ends(folder: Path) -> None:
    for name in ("city.yaml", "units.tsv", "bodies.tsv", "districts.tsv", "register_goals.yaml", "plan.md"):
        path = folder / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert faults_of(folder) == []


def test_it_lets_a_renamed_unit_have_two_names_that_follow_each_other(folder: Path) -> None:
    replace(folder, "units.tsv", UNIT, UNIT + "2025-01-01")
    text = (folder / "units.tsv").read_text("utf-8")
    (folder / "units.tsv").write_text(text + "market\t市市场局\t\tMarket Office\tgovernment\tcity\t2025-01-01\t\t\n", "utf-8")
    found = faults_of(folder)
    assert [fault.what for fault in found] == ["“市市场局”没有被方案列为责任单位"]


def test_it_asks_the_parts_that_other_rooms_contributed(folder: Path) -> None:
    register_part("law", lambda path: [("law/confirmations.yaml", 3, "不认识的参数", "请核对")])
    assert faults_of(folder) == [Fault("law/confirmations.yaml", 3, "不认识的参数", "请核对")]
    assert city_module.parts() == ("assessment", "law")


def test_check_ends_0_with_one_line_for_a_sound_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("city", "check", str(JINAN)) == 0
    shown = capsys.readouterr()
    assert shown.out.count("\n") == 1
    assert "责任单位 27 个" in shown.out
    assert shown.err == ""


def test_check_ends_1_with_place_and_remedy_of_each_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(folder, "units.tsv", "\tcourt\tcity", "\tcircus\tcity")
    assert run("city", "check", str(folder)) == 1
    assert capsys.readouterr().out.startswith("units.tsv:3: 不认识的类别“circus”；可用的有：")
    assert run("city", "check", str(folder), "--json") == 1
    shown = json.loads(capsys.readouterr().out)
    assert shown["ok"] is False
    assert (shown["faults"][0]["file"], shown["faults"][0]["line"]) == ("units.tsv", 3)


def test_check_ends_2_where_there_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("city", "check", str(tmp_path / "none")) == 2
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_it_runs_without_django() -> None:
    code = "import sys, quandun.people.commands, quandun.assessment.commands; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_nothing_in_the_product_knows_the_first_city() -> None:
    law = ROOT / "quandun" / "law" / "parameters"  # a text may bind in one place only; it says so (docs/decisions/0002)
    names = {"济南", "jinan", "泉城", "莱芜"}
    names |= {district.name for district in read_city(JINAN).districts}
    names |= {body.name for body in read_city(JINAN).bodies}
    names -= {"市中区"}  # also an ordinary word of place
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "quandun").rglob("*")
        if path.is_file()
        and path.suffix in {".py", ".html", ".typ", ".csv", ".yaml", ".css", ".js", ".json", ".txt", ".md"}
        and "vendor" not in path.parts
        and law not in path.parents
        for name in names
        if name in path.read_text("utf-8", errors="replace").lower()
    ]
    assert found == []
