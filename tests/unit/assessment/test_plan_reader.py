"""The plan reader against small texts with one difficulty each, and what Jinan's plan must give besides tasks."""

import pytest

from quandun.assessment.domain.plan_reader import Plan, Task, as_json, counts, read_plan
from tests.unit.assessment.plans import expected, rows, text_of

TEXT = text_of("jinan-2021")
READ = as_json(read_plan(TEXT))
STRICT = ("registry", "platform")


def test_it_names_registers_and_platforms() -> None:
    for pair in zip(rows(READ), rows(expected("jinan-2021")), strict=True):
        strict = [[(system["name"], system["kind"]) for system in row["systems"] if system["kind"] in STRICT] for row in pair]
        assert strict[0] == strict[1]


def test_it_counts_the_matrix() -> None:
    found = counts(read_plan(TEXT))
    assert (found["tasks"], found["safeguards"], found["unique_units"], found["assignments"]) == (16, 4, 27, 120)
    assert (found["assignments_tasks"], found["assignments_safeguards"], found["measures"]) == (83, 37, 66)


def test_it_warns_of_mixed_brackets_with_the_line() -> None:
    assert [(warn.line, warn.code) for warn in read_plan(TEXT).warnings] == [(30, "unit_list"), (78, "unit_list")]


def one_task(body: str) -> Task:
    plan = read_plan(
        f"关于测试工作的实施方案\n为做好测试，制定本方案。\n一、重点任务\n（一）第一组\n1.做好工作。{body}\n2.其他。做。（责任单位：市法院）\n"
    )
    return plan.tasks[0]


def test_it_tells_lead_from_support() -> None:
    task = one_task("推进。（牵头单位：市发展改革委，配合单位：市委组织部、市财政局，各区、县级市）")
    assert task.lead_units == ("市发展改革委",)
    assert task.support_units == ("市委组织部", "市财政局", "各区、县级市")
    assert task.segments[0].collective == ("各区、县级市",)


def test_it_reads_roles_without_a_label() -> None:
    task = one_task("推进。（市发展改革委牵头，市法院、市检察院配合）")
    assert task.units == ("市发展改革委", "市法院", "市检察院")
    assert (task.lead_units, task.support_units) == (("市发展改革委",), ("市法院", "市检察院"))


def test_it_gives_each_list_the_sentences_before_it() -> None:
    task = one_task("推进甲。（责任单位：市法院）推进乙。推进丙。（责任单位：市公安局、市司法局）")
    assert [(segment.measures, segment.units) for segment in task.segments] == [
        (("推进甲。",), ("市法院",)),
        (("推进乙。", "推进丙。"), ("市公安局", "市司法局")),
    ]
    assert task.units == ("市法院", "市公安局", "市司法局")


def test_it_splits_at_and_only_between_whole_units() -> None:
    assert one_task("推进。（责任单位：市文化和旅游局、市财政局和市商务局）").units == ("市文化和旅游局", "市财政局", "市商务局")
    assert one_task("推进。（责任单位：市园林和市政管理局）").units == ("市园林和市政管理局",)


def test_it_keeps_nested_brackets_and_open_lists() -> None:
    task = one_task("推进。（责任单位：市法院等有关部门，各县（市、区）政府）")
    assert task.units == ("市法院", "各县（市、区）政府")
    assert task.segments[0].open_ended


def test_it_stops_at_a_label_that_is_no_unit() -> None:
    assert one_task("推进。（负责部门：市商务局、粮食和储备局；适用范围：所有园区）").units == ("市商务局", "粮食和储备局")


def test_it_reads_a_lead_rule_stated_once() -> None:
    plan = read_plan(
        "实施方案\n一、任务（责任单位排在第一位的为牵头部门，下同）\n1.甲。做。（责任单位：市法院、市公安局）\n2.乙。做。（责任单位：市司法局、市法院）\n"
    )
    assert [task.lead_units for task in plan.tasks] == [("市法院",), ("市司法局",)]


def test_it_warns_of_a_list_that_never_closes() -> None:
    plan = read_plan("关于测试工作的实施方案\n一、任务\n1.甲。做。（责任单位：市法院、市公安局\n2.乙。做。（责任单位：市司法局）\n")
    assert [task.units for task in plan.tasks] == [("市法院", "市公安局"), ("市司法局",)]
    assert [(warn.line, warn.code) for warn in plan.warnings] == [(3, "unit_list")]


def test_it_warns_of_skipped_numbers_and_missing_units() -> None:
    plan = read_plan("关于测试工作的实施方案\n一、任务\n1.甲。做。（责任单位：市法院）\n3.乙。做好。\n")
    assert [(warn.line, warn.code) for warn in plan.warnings] == [(4, "no_units"), (4, "number_skips")]


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("培育企业2万家。", (">=", 20000, "家", None)),
        ("到2023年，新增平台20个左右。", ("~", 20, "个", "2023-12-31")),
        ("办理时限压缩至3个工作日以内。", ("<=", 3, "个工作日", None)),
        ("2024年6月底前，覆盖率超过30%。", (">", 30, "%", "2024-06-30")),
        ("引进人才不少于１００名。", (">=", 100, "名", None)),
    ],
)
def test_it_reads_a_stated_number(sentence: str, figure: tuple[str, int, str, str | None]) -> None:
    targets = one_task(sentence + "（责任单位：市法院）").targets
    assert [(target.op, target.value, target.unit, target.due) for target in targets] == [figure]


@pytest.mark.parametrize(
    "sentence",
    [
        "落实第二十五次会议精神。",
        "推进民事、刑事、行政“三合一”审判。",
        "加大支持35岁以下青年。",
        "对新平台给予一次性奖补，最高3000万元。",
        "按设备购置额的10%给予奖补。",
        "对评估等级在3A级的企业给予支持。",
        "做好考核（25分）。",
        "落实皖政办〔2021〕82号文件。",
        "单个项目贴息期不超过3年。",
    ],
)
def test_it_takes_no_idiom_ordinal_or_benefit_for_a_target(sentence: str) -> None:
    assert one_task(sentence + "（责任单位：市法院）").targets == ()


def test_it_computes_a_term_that_runs_from_the_day_of_issue() -> None:
    plan = read_plan(
        "关于印发《测试工作方案》的通知\n各区人民政府：\n现印发给你们。\n市政府办公室\n2024年3月1日\n测试工作方案\n一、任务\n1.甲。自印发之日起30日内报送。（责任单位：市法院）\n"
    )
    assert [(deadline.text, deadline.due, deadline.kind, deadline.line) for deadline in plan.deadlines] == [
        ("自印发之日起30日内", "2024-03-31", "relative", 8)
    ]


def test_it_reads_two_plans_of_one_file() -> None:
    part = "一、任务\n1.甲。做。（责任单位：市法院）\n2.乙。做。（责任单位：市公安局）\n"
    plan = read_plan(f"甲市第一行动计划\n{part}甲市第二行动计划\n{part}")
    assert [other.title for other in (plan, *plan.further)] == ["甲市第一行动计划", "甲市第二行动计划"]
    assert [warn.code for warn in plan.warnings] == ["several_plans"]


@pytest.mark.parametrize(
    "text", ["", "字", "（责任单位：", "一、", "1.", "）））", "一、甲\n（一）\n1.\n", "（" * 500 + "责任单位：市法院"]
)
def test_it_never_fails_on_odd_text(text: str) -> None:
    assert isinstance(read_plan(text), Plan)


def test_it_stays_quick_on_brackets_that_never_close() -> None:
    assert read_plan("一、甲\n1.乙。" + "（甲" * 5000).tasks[0].units == ()
