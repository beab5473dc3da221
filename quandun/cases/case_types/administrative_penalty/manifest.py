"""The penalty procedure as data. Terms point at `law`; no number of law stands here."""

from quandun.cases.case_types.administrative_penalty.clocks import CLOCKS
from quandun.cases.case_types.administrative_penalty.documents import DOCUMENTS
from quandun.cases.case_types.administrative_penalty.steps import STEPS
from quandun.cases.case_types.administrative_penalty.terms import TERMS
from quandun.cases.domain.types import CaseType, State

CASE_TYPE = CaseType(
    key="administrative_penalty",
    name="行政处罚（普通程序）",
    name_en="Administrative penalty (ordinary procedure)",
    basis="中华人民共和国行政处罚法 第五章第三节",
    number_word="监案",
    documents=DOCUMENTS,
    terms=TERMS,
    mark_words=(
        ("to_transfer", "经审查涉嫌犯罪，应当移送公安机关，不得以行政处罚代替移送"),
        ("review_returned", "审核未通过，须补充调查后重新提出调查终结报告"),
        ("hearing_requested", "当事人要求听证，须先举行听证并登记结果"),
    ),
    states=(
        State("new", "待登记", "To be registered"),
        State("source_registered", "已登记案件来源", "Source registered"),
        State("verified", "已核查", "Verified on site"),
        State("not_filed", "不予立案", "Not filed", final=True, counts=False),
        State("filed", "已立案，调查中", "Filed, under investigation"),
        State("investigated", "调查终结", "Investigation concluded"),
        State("reviewed", "已审核", "Reviewed"),
        State("notified", "已告知拟处罚", "Penalty notified"),
        State("decided", "已作出处罚决定", "Decided"),
        State("served", "决定书已送达", "Decision served"),
        State("closed", "已结案", "Closed", final=True),
    ),
    steps=STEPS,
    clocks=CLOCKS,
)
