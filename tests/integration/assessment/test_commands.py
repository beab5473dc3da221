"""`quandun plan load|list|export` and `quandun assess`, against the plan ledger."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quandun.assessment import api as assessment
from quandun.assessment import assess_command, commands
from quandun.assessment.domain.plan_reader import read_plan
from quandun.assessment.errors import NoPlanInForce
from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.errors import NotAllowed
from quandun.people.domain.city import read_city
from tests.integration.assessment.counted_world import LAST, whole
from tests.integration.worlds import World, a_city, at


def run(*words: str) -> int:
    parser = ArgumentParser()
    commands.add_arguments(parser.add_subparsers(required=True))
    args = parser.parse_args(["plan", *words])
    code = args.run(args)
    assert isinstance(code, int)
    return code


def assess(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    parser = ArgumentParser()
    assess_command.add_arguments(parser.add_subparsers(required=True))
    args = parser.parse_args(["assess", *words])
    assert args.run(args) == 0
    return capsys.readouterr().out


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Path]:
    """The small city's plan with another goal, issued later."""
    path = tmp_path / "plan.md"
    text = read_city(a_city()).plan_path.read_text("utf-8")
    path.write_text(text.replace("50家以上", "80家以上").replace("2026年3月2日", "2026年9月30日"), "utf-8")
    yield path


def test_a_plan_is_loaded_listed_compared_and_exported(
    world: World, another: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("load", str(another)) == 0
    new_id = capsys.readouterr().out.split()[1].split("。")[0]
    assert run("list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["issued_on"] for one in listed] == ["2026-09-30", "2026-03-02"] and listed[0]["id"] == new_id
    assert run("list") == 0 and "现行" in capsys.readouterr().out
    assert run("compare", listed[1]["id"], new_id) == 1
    assert "（>=80家）" in capsys.readouterr().out
    out = tmp_path / "original"
    assert run("export", new_id, "-o", str(out)) == 0
    assert out.read_bytes() == another.read_bytes()
    assert run("export", new_id, "--as", "json", "-o", str(out)) == 0
    assert json.loads(out.read_text("utf-8"))["title"] == read_plan(another.read_text("utf-8")).title
    for form in ("csv", "md"):
        assert run("export", new_id, "--as", form, "-o", str(out)) == 0
        assert "市市场监管局" in out.read_text("utf-8")


def test_a_plan_that_was_never_loaded_is_not_exported(world: World) -> None:
    with pytest.raises(NotAllowed):
        run("export", "pl-aaaaaaaaaaaaaaaaaaaaaaaaaa")


def test_assess_recomputes_every_target_of_any_day(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    whole(world)
    told = json.loads(assess(capsys, "--on", LAST.isoformat(), "--json"))
    assert [(one["task"], one["op"], one["goal"], one["standing"], one["reached"]) for one in told["targets"]] == [
        ("1", ">=", "50", "not_reached", False),
        ("3", None, None, "unreported", None),
        (None, None, None, "open", None),
    ]
    assert told["targets"][1]["due"] == "2025-12-31"
    plain = assess(capsys, "--on", LAST.isoformat())
    assert "遴选50家以上企业：>=50家，现为 1家，未达到" in plain and "到期，尚无完成报告" in plain


def test_assess_shows_every_figure_the_city_lets_stand_beside_a_task(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    folder = a_city()
    keys = sorted(assessment.installed_indicators())
    (folder / "figures.yaml").write_text(f"- task: 2\n  title: 加强司法保护\n  indicators: [{', '.join(keys)}]\n", "utf-8")
    plan = read_city(folder).plan_path
    assessment.load_city_plan(folder=folder, plan=plan, by=Actor.system("tests"), at=at(date(2026, 1, 5)))
    whole(world)
    told = json.loads(assess(capsys, "--on", LAST.isoformat(), "--json"))
    assert sorted(told["figures"]) == keys
    for key, one in told["figures"].items():
        figure = assessment.figure(key, on=LAST, by=ANYONE)
        assert (one["value"], one["records"]) == (figure.shown, [record.id for record in figure.records])
    assert "指标 收到的举报：3件（3 条记录）" in assess(capsys, "--on", LAST.isoformat())


def test_assess_before_any_plan_says_so(world: World) -> None:
    parser = ArgumentParser()
    assess_command.add_arguments(parser.add_subparsers(required=True))
    args = parser.parse_args(["assess", "--on", "2020-01-01"])
    with pytest.raises(NoPlanInForce, match="2020-01-01"):
        args.run(args)
