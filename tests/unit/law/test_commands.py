"""`quandun law` as it is typed."""

import json
from pathlib import Path

import pytest

from quandun.law import api
from tests.unit.law.command_line import run

ROOT = Path(__file__).parents[3]


def test_due_answers_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "mp-register-preserve.decide_within", "--starts", "2026-09-03", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["due", "provisional", "steps", "article", "confidence", "confirmed", "means", "ref", "starts"]
    assert (answer["due"], answer["provisional"], answer["confidence"], answer["confirmed"]) == ("2026-09-14", False, "verified", True)
    assert answer["article"] == "中华人民共和国行政处罚法（2021修订） 第五十六条、第八十五条"
    assert len(answer["steps"]) == 5


def test_a_customs_notice_served_on_a_friday_runs_until_wednesday(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "cs-ex-officio-3-working-days.respond_within", "--starts", "2026-06-05", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["due"], answer["provisional"]) == ("2026-06-10", False)
    assert answer["confidence"] in api.CONFIDENCES and "第十六条" in answer["article"]


@pytest.mark.parametrize("starts", ["2026-09-11T10:20", "2026-09-11 10:20:00", "2026-09-11T02:20Z", "2026-09-11T11:20+09:00"])
def test_due_of_hours_answers_with_a_time_in_beijing(starts: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "mp-seizure-urgent-report", "--starts", starts, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["due"], answer["starts"]) == ("2026-09-12T10:20:00+08:00", "2026-09-11T10:20:00+08:00")
    assert "北京时间2026年9月11日10时20分" in answer["steps"][1]


def test_due_takes_a_part_of_an_extension_a_new_beginning_and_a_closing_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "mp-seizure-period", "--starts", "2026-09-11", "--extend", "mp-seizure-period.extension=20:局长") == 0
    assert capsys.readouterr().out.startswith("2026-10-31\n")
    assert run("due", "pa-major-conclude.base", "--starts", "2026-03-02", "--restart", "2026-05-11=变更请求") == 0
    assert capsys.readouterr().out.startswith("2026-08-11\n")
    assert run("due", "mp-reconsideration-apply", "--starts", "2026-10-16", "--closes", "17:30", "--json") == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2026-12-15T17:30:00+08:00"


def test_due_says_what_the_day_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "mp-hearing-request.notice_before", "--starts", "2026-10-12") == 0
    assert capsys.readouterr().out.startswith("2026-09-23（最迟通知）\n")
    assert run("due", "mp-display-early-end-minimum-time.general", "--starts", "2026-03-02", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["due"], answer["means"], answer["allowed_from"]) == ("2026-09-02", "allowed_after", "2026-09-03")


def test_due_takes_pauses_and_extensions(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "mp-decision-period.base", "--starts", "2026-09-07", "--pause", "2026-09-08..2026-09-10=权利人辨认或者鉴别") == 0
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
        (("due", "mp-pay-fine", "--starts", "20260903"), 2),
        (("due", "mp-pay-fine", "--starts", "2026-W36-4"), 2),
        (("due", "mp-pay-fine", "--starts", "２０２６-09-03"), 2),
        (("due", "mp-pay-fine", "--starts", "2026-09-03", "--closes", "25:00"), 2),
        (("due", "mp-pay-fine", "--starts", "2026-09-03", "--closes", "00:00"), 2),
        (("due", "mp-seizure-period", "--starts", "2026-09-03", "--extend", "mp-seizure-period.extension=many"), 2),
        (("due", "mp-seizure-period", "--starts", "2026-09-03", "--extend", "mp-seizure-period.extension=31"), 1),
        (("due", "pa-major-conclude.base", "--starts", "2026-03-02", "--restart", "2026-05-11=休假"), 1),
        (("due", "pa-major-conclude.base", "--starts", "2026-03-02", "--restart", "soon"), 2),
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
    said = capsys.readouterr()
    assert "尚未取得" in said.err and "自2026年4月15日起：《市场监督管理投诉举报处理办法》" in said.out


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


def test_find_gives_what_holds_every_word_best_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("find", "商标侵权", "罚款") == 0
    assert capsys.readouterr().out.startswith("mp-trademark-fine  ")
    assert run("find", "行政强制法 查封", "--json") == 0
    assert "mp-seizure-period" in [one["id"] for one in json.loads(capsys.readouterr().out)]
    assert run("find", "SEIZURE", "--limit", "1") == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1 and said.err.startswith("另有")


def test_find_knows_an_id_by_every_name_it_ever_had(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("mp-trademark-fine", "mp-trademark-fine-2019", "mp-trademark-fine-2027"):
        assert run("find", name) == 0
        assert capsys.readouterr().out.startswith("mp-trademark-fine  ")


def test_a_whole_question_finds_what_is_near_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "海关扣留期限是多久") == 0
    assert any(line.startswith("cs-") for line in capsys.readouterr().out.splitlines())


def test_finding_nothing_is_a_no(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("find", "zzz"), ("find", " "), ("show", "火星"), ("list", "--domain", "mars")):
        assert run(*words) == 1
        said = capsys.readouterr()
        assert said.out == "" and len(said.err.strip().splitlines()) == 1


def test_list_shows_every_parameter_once_under_its_instrument(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "中华人民共和国行政强制法" in lines
    assert sum(line.startswith("  ") for line in lines) == len(api.current().parameters)
    assert run("list", "--by", "domain", "--domain", "customs", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed and {one["domain"] for one in listed} == {"customs"}
    assert run("list", "--instrument", "行政强制法") == 0
    assert len([line for line in capsys.readouterr().out.splitlines() if not line.startswith("  ")]) == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--on", "x"], "“x”无法使用：不是存在的日期"),
        (["--closes", "25:00"], "“25:00”无法使用：不是停止业务活动的时间"),
        (["--restart", "2026-13-01"], "“2026-13-01”无法使用：不是存在的日期"),
        (["--extend", "mp-decision-period.first_extension=-3"], "无法使用：延长应当写成"),
    ],
)
def test_a_bad_option_is_named_and_not_taken_for_the_start(options: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "mp-decision-period.base", "--starts", "2026-09-07", *options) == 2
    told = capsys.readouterr().out
    assert says in told and "起算时间" not in told


@pytest.mark.parametrize("name", ["awards", "court", "crime", "damages", "seller"])
def test_facts_saved_with_a_byte_order_mark_are_read(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = next((ROOT / "docs" / "law" / "examples").glob(f"{name}*.json"))
    (tmp_path / "facts.json").write_text(example.read_text("utf-8"), encoding="utf-8-sig")
    assert run(name, str(tmp_path / "facts.json")) in (0, 1), capsys.readouterr().out
