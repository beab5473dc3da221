"""Every fault of a file of law is named with file and line."""

from datetime import date
from pathlib import Path

import pytest

from quandun.law import statutes
from quandun.law.errors import BadParameterFile, CompetingValues, NotInForce
from quandun.law.values import span_zh

GOOD = """\
instrument: 试验法
read_from: 试验
parameters:
  zz-answer:
    domain: test
    name_zh: 答复期限
    statement_zh: 应当在三日内答复。
    article: 第一条
    confidence: verified
    values:
      answer_within:
        unit: calendar_day
        op: max
        dated:
          2020-01-01: {value: 3}
          2025-01-01: {value: 5, article: 第二条}
"""


def read(folder: Path, text: str) -> statutes.Law:
    (folder / "parameters").mkdir(exist_ok=True)
    (folder / "parameters" / "trial.yaml").write_text(text, encoding="utf-8")
    return statutes.read_law(folder / "parameters", Path(statutes.__file__).parent / "calendars")


def test_a_later_entry_takes_over_on_its_day_and_inherits_what_it_does_not_say(tmp_path: Path) -> None:
    law = read(tmp_path, GOOD)
    old, new = law.value("zz-answer", on=date(2024, 12, 31)), law.value("zz-answer", on=date(2025, 1, 1))
    assert (old.value, old.source, old.effective.end) == (3, "试验法 第一条", date(2025, 1, 1))
    assert (new.value, new.source, new.effective.end) == (5, "试验法 第二条", None)


def test_a_last_day_that_reaches_into_the_next_entry_makes_both_compete(tmp_path: Path) -> None:
    law = read(tmp_path, GOOD.replace("{value: 3}", "{value: 3, last_day: 2025-06-30}"))
    assert law.value("zz-answer", on=date(2024, 12, 31)).value == 3
    assert law.value("zz-answer", on=date(2025, 7, 1)).value == 5
    with pytest.raises(CompetingValues):
        law.value("zz-answer", on=date(2025, 6, 30))


LATER = """\
    later_texts:
      2025-01-01:
        statement_zh: 应当在五日内答复。
        instrument: 新试验法
        article: 第九条
        confidence: medium
"""


def test_a_later_text_is_cited_by_the_entries_of_its_day_and_an_entry_may_still_say_its_own_article(tmp_path: Path) -> None:
    law = read(tmp_path, GOOD.replace(", article: 第二条", "") + LATER)
    assert law.value("zz-answer", on=date(2024, 12, 31)).source == "试验法 第一条"
    new = law.value("zz-answer", on=date(2025, 1, 1))
    assert (new.value, new.source, new.confidence, new.confirmed) == (5, "新试验法 第九条", "medium", False)
    (text,) = law.parameter("zz-answer").later_texts
    assert (text.first_day, text.statement_zh, text.read_from) == (date(2025, 1, 1), "应当在五日内答复。", "试验")
    assert read(tmp_path, GOOD + LATER).value("zz-answer", on=date(2025, 1, 1)).source == "新试验法 第二条"


def test_what_an_earlier_text_said_is_kept_even_where_its_first_or_last_day_is_not_known(tmp_path: Path) -> None:
    old = "    supersedes: [{instrument: 旧法, old_value: 二日, last_day: 2019-12-31}, {instrument: 更旧法, old_value: 一日}]\n"
    kept = read(tmp_path, GOOD + old).parameter("zz-answer").supersedes
    assert [(s.first_day, s.last_day) for s in kept] == [(None, date(2019, 12, 31)), (None, None)]
    assert [span_zh(s.first_day, s.last_day) for s in kept] == ["至2019年12月31日止", "起止日期不详"]


CAPPED = """\
      more:
        name_zh: 延长
        unit: calendar_day
        extends: answer_within
        approver: 负责人
        dated: {2020-01-01: {value: 2}, 2025-01-01: {value: 4}}
      most:
        name_zh: 最长
        unit: calendar_day
        dated: {2020-01-01: {value: 5}, 2025-01-01: {value: 9}}
"""


def test_a_period_and_its_extensions_stay_within_the_cap_the_text_sets(tmp_path: Path) -> None:
    capped = GOOD.replace("op: max", "cap: most") + CAPPED
    more = read(tmp_path, capped).find("zz-answer.more")
    assert (more.rule.extends, more.rule.approver) == ("answer_within", "负责人")
    with pytest.raises(BadParameterFile, match="连同延长超过了“most”规定的上限"):
        read(tmp_path, capped.replace("{value: 9}", "{value: 8}"))


def test_a_value_its_successor_does_not_have_is_refused_by_naming_those_in_force(tmp_path: Path) -> None:
    law = read(
        tmp_path,
        GOOD.replace("          2025-01-01: {value: 5, article: 第二条}\n", "").replace("{value: 3}", "{value: 3, last_day: 2024-12-31}")
        + CAPPED,
    )
    with pytest.raises(NotInForce, match="同一规定在该日有效的数值：zz-answer.more、zz-answer.most"):
        law.value("zz-answer.answer_within", on=date(2025, 1, 1))


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("    article: 第一条\n", "", 4, "缺少“article”"),
        ("    domain: test\n", "    domain: test\n    colour: red\n", 6, "不认识的键“colour”"),
        ("unit: calendar_day", "unit: fortnight", 12, "“fortnight”不是可用的词"),
        ("op: max", "op: roughly", 13, "“roughly”不是可用的词"),
        ("{value: 3}", "{value: 0}", 15, "正整数"),
        ("{value: 3}", "{value: three}", 15, "正整数"),
        ("{value: 3}", "{value: true}", 15, "正整数"),
        ("{value: 3}", "{value: null}", 15, "missing"),
        ("{value: 3}", "{value: 3, missing: 没有}", 15, "missing"),
        ("{value: 3}", "{value: 3, last_day: 2019-12-31}", 15, "早于首日"),
        ("{value: 3}", "{value: 3, last_day: 2020-02-30}", 15, "不是日期"),
        ("2020-01-01:", "2020-13-01:", 15, "不是日期"),
        ("2025-01-01:", "2020-01-01:", 16, "重复"),
        ("confidence: verified", "confidence: certain", 9, "“certain”不是可用的词"),
        ("op: max", "rolls: false", 11, "rolls_reason"),
        ("op: max", "rolls_reason: 限制权力", 11, "rolls_reason"),
        ("op: max", "rolls: maybe", 13, "true 或者 false"),
        ("op: max", "extends: base", 11, "extends"),
        ("op: max", "cap: most", 11, "cap"),
        ("op: max", "pauses: zz-none.excluded", 4, "不存在的“zz-none.excluded”"),
        ("op: max", "pauses: zz-answer.answer_within", 4, "不是列表"),
        ("  zz-answer:", "  Answer:", 4, "不合格式"),
        ("      answer_within:", "      Answer-within:", 11, "不合格式"),
        ("    domain: test\n", "    domain: test\n    aliases: [zz-answer]\n", 4, "已经用于"),
        ("    domain: test\n", "    domain: test\n    transition: {from_state: a}\n", 6, "缺少“effect”"),
        ("    domain: test\n", "    domain: [\n", 7, "不是正确的 YAML"),
        ("name_zh: 答复期限", "name_zh: ''", 6, "应当是文字"),
        ("name_zh: 答复期限", "name_zh: &name 答复期限\n    name_en: *name", 6, "引用"),
        ("parameters:\n", "parameters: []\nmore:\n", 4, "不认识的键“more”"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(BadParameterFile) as caught:
        read(tmp_path, GOOD.replace(old, new))
    assert caught.value.facts["file"] == "parameters/trial.yaml"
    assert says in str(caught.value.facts["reason"])
    assert caught.value.facts["line"] == line
    assert caught.value.exit_code == 2


def test_two_files_cannot_use_one_id(tmp_path: Path) -> None:
    read(tmp_path, GOOD)
    (tmp_path / "parameters" / "another.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(BadParameterFile, match=r"parameters/trial.yaml 第4行：编号“zz-answer”已经用于 parameters/another.yaml 第4行"):
        statutes.read_law(tmp_path / "parameters", tmp_path)


@pytest.mark.parametrize(("content", "says"), [(b"", "空的"), (b"\xff\xfe\x00", "UTF-8"), (b"- a\n", "键: 值")])
def test_a_file_that_is_no_yaml_mapping_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "x.yaml").write_bytes(content)
    with pytest.raises(BadParameterFile, match=says):
        statutes.read_law(tmp_path, tmp_path / "none")


CALENDAR = """\
year: 2027
notice: 试验通知
number: 试〔2026〕1号
issued_on: 2026-11-01
confidence: verified
read_from: 试验
off_days:
  - {name: 元旦, first_day: 2027-01-01, last_day: 2027-01-03}
makeup_workdays: [2027-01-09]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("year: 2027", "year: 2028", 1, "文件名"),
        ("last_day: 2027-01-03", "last_day: 2026-12-31", 8, "首日"),
        ("last_day: 2027-01-03", "last_day: 2028-01-03", 8, "都在本年"),
        ("first_day: 2027-01-01", "first_day: 2026-12-31", 8, "都在本年"),
        ("[2027-01-09]", "[2027-01-08]", 9, "调休上班日"),
        ("[2027-01-09]", "[2027-01-02]", 9, "调休上班日"),
        ("[2027-01-09]", "[soon]", 9, "不是日期"),
        ("number: 试〔2026〕1号\n", "", 1, "缺少“number”"),
        ("confidence: verified", "confidence: medium", 5, "“medium”不是可用的词"),
        ("off_days:", "amended_by: [{notice: 另一通知, number: 试〔2027〕1号}]\noff_days:", 7, "缺少“issued_on”"),
    ],
)
def test_a_fault_of_a_calendar_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    (tmp_path / "2027.yaml").write_text(CALENDAR.replace(old, new), encoding="utf-8")
    with pytest.raises(BadParameterFile) as caught:
        statutes.read_law(tmp_path / "none", tmp_path)
    assert says in str(caught.value.facts["reason"]) and caught.value.facts["line"] == line
