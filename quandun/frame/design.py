"""Sample values for the living page of components (/design/). Everything in them is invented."""

from datetime import date

from django import forms

from quandun.frame.components import (
    Badge,
    ClockValue,
    Column,
    ExhibitValue,
    FormStep,
    KeyValue,
    Link,
    PageValue,
    PauseValue,
    ReasonValue,
    Row,
    StripBar,
    TableValue,
    TimelineEntry,
)

TODAY = date(2026, 6, 18)
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class SampleForm(forms.Form):
    """One field of each kind."""

    what = forms.CharField(label="发生了什么", widget=forms.Textarea, help_text="用自己的话写：在哪里、看到什么、什么时候。")
    where = forms.CharField(label="地点", help_text="例如：示范市场二楼 B12 摊位")
    when = forms.DateField(label="发现日期", widget=forms.DateInput(attrs={"type": "date"}))
    right = forms.ChoiceField(label="涉及的权利", choices=[("mark", "商标"), ("patent", "专利"), ("copyright", "著作权")])
    answer = forms.ChoiceField(
        label="是否愿意接受回访", widget=forms.RadioSelect, choices=[("yes", "愿意，请联系我"), ("no", "不必，我自己查询进度")]
    )
    proof = forms.FileField(label="照片或文件", required=False, help_text="手机照片即可，单个不超过 50 MB。")
    agree = forms.BooleanField(label="我已如实填写，知道故意捏造事实要承担法律责任")


def _pauses() -> tuple[PauseValue, ...]:
    return (PauseValue(date(2026, 5, 25), date(2026, 6, 8), "检验鉴定期间"),)


def samples() -> dict[str, object]:
    """Return the context of design.html."""
    wrong = SampleForm({"what": "", "where": "二楼", "when": "六月", "right": "mark"})
    return {
        "form": SampleForm(),
        "wrong": wrong,
        "today": TODAY,
        "steps": (
            FormStep("发生了什么", "done", "#steps"),
            FormStep("在哪里、是谁", "done", "#steps"),
            FormStep("证据", "current"),
            FormStep("核对并提交", "ahead"),
        ),
        "badges": (
            Badge("草稿"),
            Badge("办理中", "info"),
            Badge("已办结", "good"),
            Badge("待确认", "warn"),
            Badge("已逾期", "bad"),
            Badge("已中止计算", "waiting"),
        ),
        "entries": (
            TimelineEntry(
                date(2026, 5, 11), "收到举报", time="09:42", who="登记人 · 示范区市场监督管理局", ledger_index=12, ledger_url="#timeline"
            ),
            TimelineEntry(
                date(2026, 5, 18),
                "立案",
                time="16:20",
                who="部门负责人批准",
                documents=(Link("立案审批表", "#timeline"), Link("立案告知书", "#timeline")),
                ledger_index=19,
                tone="good",
            ),
            TimelineEntry(
                date(2026, 5, 25),
                "委托检验鉴定，办案期限中止",
                who="办案人员二人",
                note="鉴定期间不计入办案期限。",
                tone="warn",
                ledger_index=27,
            ),
            TimelineEntry(date(2026, 9, 7), "办案期限届满", ahead=True),
        ),
        "clocks": (
            ClockValue(
                "办案期限",
                "running",
                "2026年8月30日",
                73,
                started_text="自 2026年5月18日立案起算",
                article="市场监督管理行政处罚程序规定 第六十四条",
                steps=("立案之日 2026年5月18日不计入。", "期限九十日，至 2026年8月16日。", "检验鉴定十四日不计入，顺延至 2026年8月30日。"),
                pauses=_pauses(),
                consequence="不能按期办结的，须在届满前报负责人批准延长。",
            ),
            ClockValue("先行登记保存处理期限", "paused", "2026年6月22日", 2, calendar_days=False),
            ClockValue("陈述申辩期限", "met", "2026年6月12日"),
            ClockValue("送达期限", "overdue", "2026年6月15日", -3, consequence="已自动报本单位负责人。"),
            ClockValue("申请听证期限", "lapsed", "2026年6月10日", consequence="期限内未申请的，视为放弃听证。"),
            ClockValue("公示期限", "unconfirmed", "2026年9月20日", 94, article="本市尚未确认该期限，暂按通行理解显示。"),
            ClockValue("行政诉讼期限", "provisional", "2027年1月4日", 200, consequence="2027 年放假安排尚未公布，最后一日可能变动。"),
        ),
        "bars": (
            StripBar("立案前核查", "met", date(2026, 5, 11), date(2026, 6, 1), date(2026, 5, 18)),
            StripBar("办案期限", "running", date(2026, 5, 18), date(2026, 8, 30), None, _pauses()),
            StripBar("先行登记保存处理期限", "overdue", date(2026, 5, 29), date(2026, 6, 8)),
            StripBar("检验鉴定", "paused", date(2026, 5, 25), date(2026, 6, 25), None, (PauseValue(date(2026, 6, 15), None, "补充检材"),)),
            StripBar("公示期限", "unconfirmed", date(2026, 7, 1), date(2026, 9, 20)),
        ),
        "exhibits": (
            ExhibitValue(
                "摊位正面照片.jpg",
                DIGEST,
                "2.4 MB",
                purpose="证明现场陈列、销售涉案商品",
                media_type="image/jpeg",
                taken_text="2026年5月11日 09:31（北京时间）",
                source="举报人上传",
                labels=(Badge("已入存证日志", "good"),),
                url="#exhibits",
                certificate_url="#exhibits",
                ledger_index=13,
            ),
            ExhibitValue(
                "进货单据.zip", DIGEST[::-1], "18.0 MB", purpose="证明进货来源和数量", labels=(Badge("含可执行文件，请勿打开", "warn"),)
            ),
        ),
        "reason": ReasonValue(
            "不予立案的理由",
            facts=("涉案商品标注的生产者与权利人授权名单一致。", "权利人辨认意见为“正品”。"),
            evidence=("辨认意见书（证据三）",),
            article="市场监督管理行政处罚程序规定 第二十条",
            remedy="对不予立案不服的，可以向上一级市场监督管理部门申请复核。",
            time_limit="自收到告知之日起六十日内",
        ),
        "rows": (
            KeyValue("案号", "示市监案〔2026〕17号"),
            KeyValue("承办单位", "示范区市场监督管理局", "#key-values"),
            KeyValue("举报人", "举报人甲（身份另行保管）"),
            KeyValue("文件摘要", DIGEST, mono=True),
        ),
        "table": TableValue(
            "我的待办，按法定期限排列",
            (Column("案件"), Column("下一步"), Column("最后一日"), Column("剩余", numeric=True), Column("状态")),
            (
                Row((Link("示市监案〔2026〕17号", "#table"), "提出处理意见", "2026年8月30日", 73, Badge("办理中", "info"))),
                Row((Link("示市监案〔2026〕9号", "#table"), "送达告知书", "2026年6月15日", -3, Badge("已逾期", "bad"))),
            ),
        ),
        "page": PageValue(4, 12, "?page="),
    }
