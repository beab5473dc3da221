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


def test_it_reads_a_time_before_the_label() -> None:
    task = one_task("推进。（6月底完成，牵头考核单位：市住建局、审批服务局）")
    assert task.units == task.lead_units == ("市住建局", "审批服务局")  # names stay as written, also where 市 is dropped
    assert [deadline.text for deadline in task.deadlines] == ["6月底"]


@pytest.mark.parametrize(
    ("entry", "units", "lead", "support"),
    [
        ("市财政局会同市商务局负责", ["市财政局", "市商务局"], ["市财政局"], []),
        ("市财政局、市商务局分别牵头", ["市财政局", "市商务局"], ["市财政局", "市商务局"], []),
        ("市财政局、市商务局均牵头负责", ["市财政局", "市商务局"], ["市财政局", "市商务局"], []),
        ("市财政局、市商务局按职责分工负责", ["市财政局", "市商务局"], [], []),
        (
            "市财政局牵头；市商务局、市科技局，各区政府配合",
            ["市财政局", "市商务局", "市科技局", "各区政府"],
            ["市财政局"],
            ["市商务局", "市科技局", "各区政府"],
        ),
        ("责任单位：市财政局（牵头）、市商务局", ["市财政局", "市商务局"], ["市财政局"], []),
        ("责任单位：市财政局等11个部门，各县（市、区）政府", ["市财政局", "各县（市、区）政府"], [], []),
        ("责任单位：市发展改革委（市粮食和储备局）、市总工会", ["市发展改革委（市粮食和储备局）", "市总工会"], [], []),
        ("责任单位：市残疾人联合会、市工商业联合会", ["市残疾人联合会", "市工商业联合会"], [], []),
        ("责任单位：市住房和城乡建设局与各区政府", ["市住房和城乡建设局", "各区政府"], [], []),
        ("责任单位：有关部门和单位", ["有关部门和单位"], [], []),
        ("责任单位：市公安局市司法局、市法院泉城海关", ["市公安局", "市司法局", "市法院", "泉城海关"], [], []),
        ("责任单位：国家税务总局甲市税务局、市公安局交警支队", ["国家税务总局甲市税务局", "市公安局交警支队"], [], []),
    ],
)
def test_it_reads_who_does_what(entry: str, units: list[str], lead: list[str], support: list[str]) -> None:
    task = one_task(f"推进。（{entry}）")
    assert (list(task.units), list(task.lead_units), list(task.support_units)) == (units, lead, support)


@pytest.mark.parametrize(
    "rule",
    [
        "排在第一位的为牵头部门，下同",
        "列第一位的为牵头单位，下同",
        "排名第一的单位为牵头单位",
        "列首位的责任单位为牵头单位",
        "第一家为牵头单位，下同",
        "牵头单位排在首位，下同",
        "除标注“分别牵头”外，列第一位为牵头或汇总单位，下同",
    ],
)
def test_a_rule_on_leads_stated_once_holds_for_every_list(rule: str) -> None:
    plan = read_plan(f"实施方案\n一、任务\n1.甲。做。（责任单位：市法院、市公安局。{rule}）\n2.乙。做。（责任单位：市司法局、市法院）\n")
    assert [(task.units, task.lead_units) for task in plan.tasks] == [
        (("市法院", "市公安局"), ("市法院",)),
        (("市司法局", "市法院"), ("市司法局",)),
    ]


def test_an_order_without_meaning_makes_no_lead() -> None:
    plan = read_plan("实施方案\n一、任务\n1.甲。做。（责任单位：市法院、市公安局，排名不分先后）\n")
    assert (plan.tasks[0].units, plan.tasks[0].lead_units) == (("市法院", "市公安局"), ())


def test_it_warns_of_what_it_read_by_guess_with_the_line() -> None:
    plan = read_plan(
        "实施方案\n一、任务\n1.甲。做。（责仼单拉：市法院、市公安局）\n2.乙。做。（责任单位市司法局）\n3.丙。做。（责任单位：市公安局市司法局）\n"
    )
    assert [task.units for task in plan.tasks] == [("市法院", "市公安局"), ("市司法局",), ("市公安局", "市司法局")]
    assert [(warn.line, warn.message) for warn in plan.warnings] == [
        (3, "“责任单拉”按“责任单位”读"),
        (4, "“责任单位”后缺冒号，按责任单位清单读"),
        (5, "“市公安局市司法局”中间似缺顿号，按 2 个单位读"),
    ]


def test_a_bracket_that_explains_a_word_is_no_unit_list() -> None:
    assert one_task("建设法律服务中心（市公共法律服务中心）。").units == ()


@pytest.mark.parametrize(
    ("text", "due", "kind"),
    [
        ("2023年6月底前完成。", "2023-06-30", "date"),
        ("年内完成。", "2024-12-31", "date"),
        ("9月底前完成。", "2024-09-30", "date"),
        ("2025年上半年完成。", "2025-06-30", "date"),
        ("“十四五”末完成。", "2025-12-31", "period"),
        ("自本方案印发之日起30日内完成。", "2024-03-31", "relative"),
        ("印发后3个月内完成。", "2024-06-01", "relative"),
        ("印发之日起10个工作日内完成。", None, "relative"),
        ("每季度末报送。", None, "cadence"),
        ("长期坚持。", None, "cadence"),
    ],
)
def test_it_reads_by_when(text: str, due: str | None, kind: str) -> None:
    plan = read_plan(
        f"市政府关于印发测试方案的通知\n各区人民政府：\n现印发。\n市政府\n2024年3月1日\n测试方案\n一、任务\n1.甲。{text}（责任单位：市法院）\n"
    )
    assert [(deadline.due, deadline.kind) for deadline in plan.deadlines] == [(due, kind)]


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("侵权案件办结率提高5个百分点。", (">=", 5, "个百分点", None)),
        ("立案周期缩短20%。", (">=", 20, "%", None)),
        ("差错率控制在2‰以内。", ("<=", 2, "‰", None)),
        ("质押融资额突破50亿元。", (">", 5_000_000_000, "元", None)),
        ("专利数翻一番。", (">=", 2, "倍", None)),
        ("各区至少建设一个指导站。", (">=", 1, "个", None)),
        ("培育园区3—5家。", (">=", 3, "家", None)),
        ("办案周期控制在3—5天。", ("<=", 5, "天", None)),
        ("注册总量突破5亿。", (">", 500_000_000, None, None)),
        ("办结率由85%提高到95%。", (">=", 95, "%", None)),
        ("新增机构8家，2025年底前完成。", (">=", 8, "家", "2025-12-31")),
        ("2022年，新增机构8家。", (">=", 8, "家", "2022-12-31")),
        ("覆盖80%以上的园区。", (">=", 80, "%", None)),
        ("开展检查不超过2次。", ("<=", 2, "次", None)),
    ],
)
def test_it_reads_numbers_in_many_words(sentence: str, figure: tuple[str, float, str | None, str | None]) -> None:
    targets = one_task(sentence + "（责任单位：市法院）").targets
    assert [(target.op, target.value, target.unit, target.due) for target in targets] == [figure]


def test_it_reads_a_chain_of_targets_in_one_sentence() -> None:
    targets = one_task(
        "到2025年，申请量达到10万件、授权量达到8万件、转化率超过50%，出口、投资占比分别达30%和20%。（责任单位：市法院）"
    ).targets
    assert [(target.op, target.value, target.unit) for target in targets] == [
        (">=", 100_000, "件"),
        (">=", 80_000, "件"),
        (">", 50, "%"),
        (">=", 30, "%"),
        (">=", 20, "%"),
    ]
    assert {target.due for target in targets} == {"2025-12-31"}


@pytest.mark.parametrize(
    "sentence",
    [
        "对年营业收入2000万元以上的企业优先服务。",
        "在现有62项服务的基础上优化流程。",
        "从3个方面分4个步骤推进。",
        "按照不超过投资额30%的比例支持，不超过500万元。",
        "建设“3个中心”品牌。",
        "热线24小时畅通。",
        "推进G60走廊建设，对前10名予以通报。",
        "由市财政给予每家10万元奖励。",
        "申请人可在15日内申请复核。",
    ],
)
def test_it_takes_no_condition_state_or_name_for_a_target(sentence: str) -> None:
    assert one_task(sentence + "（责任单位：市法院）").targets == ()


def test_it_joins_a_table_whose_cells_were_broken_and_keeps_its_groups() -> None:
    plan = read_plan(
        "任务清单\n序号\t重点任务\t责任单位\t完成时限\n一、服务\t\t\t\n1\t推进甲。\t市公安局\n市司法局\t2024年6月\n二、监管\t\t\t\n2\t推进乙。\t市法院\t长期\n"
    )
    assert [(group.number, group.title, [task.units for task in group.tasks]) for group in plan.groups] == [
        ("一、", "服务", [("市公安局", "市司法局")]),
        ("二、", "监管", [("市法院",)]),
    ]
    assert [(deadline.due, deadline.kind) for deadline in plan.deadlines] == [("2024-06-30", "date"), (None, "cadence")]


def test_a_schedule_attached_to_a_plan_without_units_gives_it_its_tasks() -> None:
    plan = read_plan("甲市考评办法\n一、考评方式\n每年考评。\n附件\n甲市考评指标\n一、服务（5分）\n1.优化窗口。（责任单位：市法院）\n")
    assert (plan.title, [task.units for task in plan.tasks], plan.further) == ("甲市考评办法", [("市法院",)], ())
    assert [warn.code for warn in plan.warnings] == ["schedule"]


def test_it_reads_straight_quotation_marks_of_law_databases() -> None:
    task = one_task('接入“云平台"。推进“一网通办"改革。')
    assert task.measures == ('接入“云平台"。', '推进“一网通办"改革。')


@pytest.mark.parametrize(
    "odd",
    [
        "（甲" * 3000,
        "推进" * 20000,
        "责任单位：" * 3000,
        "、" * 20000,
        "1." * 9000,
        "一、" * 9000,
        "|a" * 9000,
        "序号\t任务\t责任单位\n" * 2000,
    ],
)
def test_nothing_in_it_grows_faster_than_the_text(odd: str) -> None:
    assert isinstance(read_plan("方案\n一、任务\n1.甲。" + odd), Plan)


@pytest.mark.parametrize(
    "name",
    [
        "市市场监管局",
        "市公安局交警支队",
        "市委市政府督查室",
        "国家税务总局甲市税务局",
        "国家外汇管理局甲市分局",
        "人民银行甲市分行营管部",
        "人力资源社会保障部",
        "省人大常委会法工委",
        "国务院国资委",
        "新闻出版广电总局（版权局）",
        "中国出口信用保险公司甲省分公司",
        "省推进产业发展工作专班牵头单位",
        "市园林和市政管理局",
        "区县市场监管局",
    ],
)
def test_a_name_with_another_name_inside_stays_whole(name: str) -> None:
    assert one_task(f"推进。（责任单位：市法院、{name}）").units == ("市法院", name)


def test_a_separator_dropped_between_national_bodies_is_put_back() -> None:
    assert one_task("推进。（责任单位：商务部、文化和旅游部海关总署）").units == ("商务部", "文化和旅游部", "海关总署")


def test_it_says_when_a_text_holds_no_plan() -> None:
    assert "nothing_read" in [warn.code for warn in read_plan('{"标题": "甲市实施方案"}').warnings]
    assert "nothing_read" not in [warn.code for warn in read_plan("甲市实施方案\n一、任务\n1.做事。（责任单位：市司法局）\n").warnings]
