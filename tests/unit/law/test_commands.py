"""`quandun law` as it is typed."""

import argparse
import json

import pytest

from quandun.kernel.errors import PlatformError
from quandun.law import commands


def run(*words: str) -> int:
    """Run as the command line does: the exit code of the command, or of the error it raised."""
    parser = argparse.ArgumentParser(prog="quandun")
    commands.add_arguments(parser.add_subparsers(required=True))
    args = parser.parse_args(["law", *words])
    try:
        code = args.run(args)
    except PlatformError as error:
        print(error.sentence())
        code = error.exit_code
    assert isinstance(code, int)
    return code


def test_due_answers_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "mp-register-preserve.decide_within", "--starts", "2026-09-03", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["due", "provisional", "steps", "article", "confidence", "confirmed"]
    assert (answer["due"], answer["provisional"], answer["confidence"], answer["confirmed"]) == ("2026-09-14", False, "verified", True)
    assert answer["article"] == "中华人民共和国行政处罚法（2021修订） 第五十六条、第八十五条"
    assert len(answer["steps"]) == 5


def test_due_of_hours_answers_with_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "mp-seizure-urgent-report", "--starts", "2026-09-11T10:20", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["due"], answer["due_at"]) == ("2026-09-12", "2026-09-12T10:20:00+08:00")


def test_due_takes_pauses_and_extensions(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "mp-decision-period.base", "--starts", "2026-09-07", "--pause", "2026-09-08..2026-09-10:权利人辨认或者鉴别") == 0
    assert capsys.readouterr().out.startswith("2026-12-08\n  1. 期限：")
    assert run("due", "mp-seizure-period", "--starts", "2026-09-11", "--extend", "mp-seizure-period.extension") == 0
    assert capsys.readouterr().out.startswith("2026-11-10\n")
    assert run("due", "mp-admin-suit.direct", "--starts", "2026-10-16") == 0
    assert capsys.readouterr().out.startswith("2027-04-16（暂定）\n")


def test_a_pause_without_a_ground_is_a_trial_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "mp-decision-period.base", "--starts", "2026-09-07", "--pause", "2026-09-08..2026-09-10") == 0
    out = capsys.readouterr().out
    assert out.startswith("2026-12-08\n") and "试算，未写明事由，不能作为办案依据" in out
    assert run("due", "mp-register-preserve", "--starts", "2026-09-03", "--pause", "2026-09-08..2026-09-10") == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("due", "mp-nothing", "--starts", "2026-09-03"), 1),
        (("due", "mp-complaint-new-2026.time_limits", "--starts", "2026-09-03"), 1),
        (("due", "mp-pay-fine", "--starts", "2020-09-03"), 1),
        (("due", "mp-pay-fine", "--starts", "2026-09-03", "--on", "2020-01-01"), 1),
        (("due", "mp-decision-period", "--starts", "2026-09-03", "--pause", "2026-09-04..2026-09-08:休假"), 1),
        (("due", "mp-decision-period", "--starts", "2026-09-03", "--pause", "2026-09-04..:鉴定"), 1),
        (("due", "mp-pay-fine", "--starts", "2026-02-30"), 2),
        (("due", "mp-pay-fine", "--starts", "2026-02-30T25:00"), 2),
        (("due", "mp-pay-fine", "--starts", ""), 2),
        (("due", "mp-pay-fine", "--starts", "2026-09-03", "--on", "yesterday"), 2),
        (("due", "mp-decision-period", "--starts", "2026-09-03", "--pause", "2026-09-08..2026-09-04:鉴定"), 2),
        (("due", "mp-decision-period", "--starts", "2026-09-03", "--pause", "2026-09-08:鉴定"), 2),
        (("due", "mp-decision-period", "--starts", "2026-09-03", "--pause", "a..b:鉴定"), 2),
        (("due", "mp-two-officers", "--starts", "2026-09-03"), 2),
        (("due", "mp-seizure-urgent-report", "--starts", "2026-09-03"), 2),
        (("show", "mp-nothing"), 1),
        (("show", "mp-pay-fine.nothing"), 1),
        (("show", "mp-pay-fine", "--on", "2026-13-01"), 2),
    ],
)
def test_a_question_without_an_answer_ends_with_one_line_and_its_code(
    words: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == code
    assert len(capsys.readouterr().out.strip().splitlines()) == 1


def test_show_prints_statement_article_history_and_certainty(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "mp-trademark-fine-2019") == 0
    out = capsys.readouterr().out
    assert "中华人民共和国商标法（2019修正） 第六十条第二款" in out
    assert "自2027年1月1日起：25万元（中华人民共和国商标法（2026修订） 第七十四条；可信度 verified）" in out
    assert "别名：mp-trademark-fine-2019、mp-trademark-fine-2027" in out


def test_show_on_a_day_answers_or_says_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "cd-trademark-2019.punitive_max", "--on", "2026-12-31", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["in_force"]["cd-trademark.punitive_max"]["value"] == 5
    assert answer["values"]["cd-trademark.punitive_max"]["history"][0]["last_day"] == "2026-12-31"
    assert run("show", "bf-trademark-fine-2019.multiple_max", "--on", "2027-01-01", "--json") == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["refused"]["bf-trademark-fine.multiple_max"]["code"] == "law.not_in_force"
    assert len(said.err.strip().splitlines()) == 1
    assert run("show", "mp-complaint-new-2026", "--on", "2026-09-01") == 1


@pytest.mark.parametrize("words", [(), ("due", "mp-pay-fine"), ("show",), ("guess",)])
def test_a_command_that_is_not_complete_ends_with_2(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*words)
    assert caught.value.code == 2


def test_diff_groups_by_day_and_says_what_only_moves(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "2026-11-25", "2027-01-01") == 0
    out = capsys.readouterr().out
    assert out.startswith("2026年11月25日之后至2027年1月1日：")
    moved = out.partition("自2027年1月1日起 · 只换条文，数值不变\n")[2]
    assert "    新：25万元——中华人民共和国商标法（2026修订） 第七十四条" in moved
    assert run("diff", "2026-11-25", "2026-12-31") == 0
    assert capsys.readouterr().out == "2026年11月25日之后至2026年12月31日：没有变化\n"


def test_diff_in_json_names_old_and_new(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "2026-11-25", "2027-01-01", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    fine = next(c for c in answer["changes"] if c["ref"] == "bf-trademark-fine.multiple_max")
    assert (fine["on"], fine["kind"], fine["number_stands"], fine["new"]) == ("2027-01-01", "ends", False, None)
    assert (fine["old"]["value"], fine["old"]["last_day"]) == (3, "2026-12-31")
    assert run("diff", "2027-01-01", "2026-11-25") == 2
