"""Documents of the administrative penalty (行政处罚文书) and what the officer must state for each.

Names of the forms follow 市场监督管理行政处罚文书格式范本 (国市监法发〔2021〕42号); the wording is our own. A field stands here
only when the file does not hold the fact yet; templates find earlier facts by their key (`known` in layout.typ), so
a key means one thing in the whole procedure.

Beside what every template receives, these templates read
- `unit`: `reconsideration_body`, `court` (救济机关), and when there are any `phone`, `address`;
- `issued`: `{document key: {number, date_text}}` of documents this case has issued before;
- `answers.<key>_text` for a date, an amount and a choice, `answers.<key>_words` for an amount, here and in `file`,
  which stands in the order the steps took effect;
- `clocks`: `seizure` (seizure_decision, seizure_extension) must be there; `clue`, `preservation`, `decision`, `statement`,
  `hearing_request`, `payment`, `reconsideration`, `suit` are shown where they run. A clock that the step itself starts
  is already in `clocks` when its documents are made;
- from steps without a document: `competence_reason`, `defence_on`, `defence`, `hearing_asked`, `paid_on`, `paid_fen`, `published_on`;
- `terms.<name>.text` and `.article`, in words from the law room: `TERMS` below says which value each is.

No number of days, no rate and no amount is typed in a template; a test reads them for it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from quandun.cases.domain.types import DocumentSpec, Field

TERMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "verification": ("mp-clue-verification.verify_within", "十五个工作日"),
        "preservation": ("mp-register-preserve.decide_within", "七个工作日"),
        "decision_period": ("mp-decision-period.base", "九十日"),
        "list_copies": ("mp-seizure-formalities.list_copies", "一式二份"),
        "seizure": ("mp-seizure-period.base", "三十日"),
        "seizure_extension": ("mp-seizure-period.extension", "三十日"),
        "defence": ("mp-statement-and-defence.respond_within", "五个工作日"),
        "hearing_request": ("mp-hearing-request.request_within", "五个工作日"),
        "hearing_threshold": ("mp-hearing-thresholds.individual_threshold", "对自然人处以一万元以上罚款"),
        "fine_range": ("mp-trademark-fine-2019", "……违法经营额不足五万元的，可以处二十五万元以下的罚款"),
        "payment": ("mp-pay-fine.pay_within", "十五日"),
        "late_payment": ("mp-late-payment.daily_rate", "百分之三"),
        "late_payment_cap": ("mp-late-payment.cap", "不得超出罚款的数额"),
        "reconsideration": ("mp-reconsideration-apply.apply_within", "六十日"),
        "suit": ("mp-admin-suit.direct", "六个月"),
        "publication": ("mp-publish-same-province.publish_within", "二十个工作日"),
    }
)
"""Name in `terms` → (value of the law room, the shape its text must have so that the sentence reads on)."""


_SOURCES = (
    ("report", "举报", "Report"),
    ("inspection", "监督检查", "Inspection"),
    ("transfer", "其他部门移送", "Transferred by another body"),
    ("assignment", "上级交办", "Assigned by a superior body"),
    ("other", "其他", "Other"),
)

_GOODS = Field(
    "goods",
    "物品清单",
    "Goods",
    "items",
    help="逐项写明名称、规格型号、数量和单位；当场清点后填写。",
)

DOCUMENTS: tuple[DocumentSpec, ...] = (
    DocumentSpec(
        "case_source_register",
        "案件来源登记表",
        "Register of case source",
        "case_source_register",
        number_word="源登",
        fields=(
            Field("source_kind", "来源类别", "Kind of source", "choice", choices=_SOURCES),
            Field("source_materials", "线索内容和材料", "Content and materials", "long", required=False, help="有举报记录的不用重复填写。"),
            Field("source_note", "备注", "Note", required=False),
        ),
    ),
    DocumentSpec(
        "on_site_record",
        "现场笔录",
        "On-site record",
        "on_site_record",
        fields=(
            Field("inspected_on", "检查日期", "Date", "date"),
            Field("inspected_from", "开始时间", "From", help="例如 9时20分"),
            Field("inspected_until", "结束时间", "Until", help="例如 10时40分"),
            Field("inspected_place", "检查地点", "Place"),
            Field("party_present", "到场人", "Person present", personal=True),
            Field("party_present_role", "到场人与当事人关系", "Relation to the party"),
            Field("site_witness", "见证人", "Witness", required=False, personal=True),
            Field("credentials_shown", "已出示执法证件并经核对", "Credentials shown and checked", "flag"),
            Field(
                "recusal_answer",
                "是否申请回避",
                "Recusal",
                "choice",
                choices=(
                    ("none", "不申请回避", "No recusal asked"),
                    ("asked", "申请回避，理由见现场情况", "Recusal asked, reasons in the record"),
                ),
            ),
            Field("site_findings", "现场情况", "Findings", "long"),
            Field("site_measures", "现场采取的措施", "Measures taken", "long", required=False),
            Field("site_note", "注明", "Remark", required=False, help="当事人拒绝签名或者对笔录有异议的，写明情况。"),
        ),
    ),
    DocumentSpec(
        "matters_approval",
        "有关事项审批表",
        "Approval of a measure",
        "matters_approval",
        number_word="事批",
        fields=(
            Field(
                "approval_matter",
                "审批事项",
                "Matter",
                "choice",
                choices=(
                    ("preservation", "先行登记保存证据", "Registered preservation of evidence"),
                    ("seizure", "实施扣押", "Seizure"),
                    ("seizure_extension", "延长扣押期限", "Extension of a seizure"),
                    ("release_preservation", "解除先行登记保存", "Release of preserved evidence"),
                    ("lift_seizure", "解除扣押", "Lifting of a seizure"),
                    ("decline_filing", "不予立案", "Declining to file"),
                    ("extend_decision", "延长办案期限", "Extension of the decision period"),
                    ("disposal", "处理涉案物品", "Disposal of goods"),
                    ("other", "其他事项", "Other"),
                ),
            ),
            Field("approval_reason", "提请审批的理由", "Reasons", "long"),
            Field("approval_basis", "依据", "Legal basis", "long"),
            Field("approval_content", "具体内容", "Content", "long", help="写明对象、范围、地点和期限。"),
        ),
    ),
    DocumentSpec(
        "preservation_notice",
        "先行登记保存证据通知书",
        "Notice of registered preservation of evidence",
        "preservation_notice",
        number_word="存通",
        sealed=True,
        fields=(
            Field("preservation_reason", "案由", "Subject", help="接在“因调查你（单位）”之后，例如 涉嫌销售侵犯注册商标专用权商品"),
            Field(
                "preservation_manner",
                "保存方式",
                "Manner",
                "choice",
                choices=(("in_place", "就地保存", "Kept in place"), ("removed", "异地保存", "Kept elsewhere")),
            ),
            Field("preservation_place", "保存地点", "Place"),
            Field("preservation_keeper", "保管人", "Keeper", personal=True),
        ),
    ),
    DocumentSpec(
        "goods_list",
        "场所/设施/财物清单",
        "List of premises, facilities and goods",
        "goods_list",
        number_word="清单",
        sealed=True,
        fields=(
            Field(
                "goods_for",
                "清单用途",
                "Purpose",
                "choice",
                choices=(
                    ("preservation", "先行登记保存", "Preservation"),
                    ("seizure", "扣押", "Seizure"),
                    ("confiscation", "没收", "Confiscation"),
                    ("release", "解除、发还", "Release"),
                ),
            ),
            Field("goods_place", "所在地点", "Place"),
            _GOODS,
            Field("goods_note", "注明", "Remark", required=False),
        ),
    ),
    DocumentSpec(
        "case_filing_approval",
        "立案审批表",
        "Approval of case filing",
        "case_filing_approval",
        number_word="立审",
        fields=(
            Field("filing_facts", "核查情况及涉嫌违法事实", "Verification and suspected facts", "long"),
            Field("filing_clause", "涉嫌违反的规定", "Provision concerned"),
        ),
    ),
    DocumentSpec(
        "identification_request",
        "协助辨认通知书",
        "Request for identification",
        "identification_request",
        number_word="辨通",
        sealed=True,
        fields=(
            Field("identification_questions", "请求辨认的事项", "Questions", "lines"),
            Field("identification_reply_on", "请求答复日期", "Reply requested by", "date"),
        ),
    ),
    DocumentSpec(
        "identification_opinion",
        "辨认意见书",
        "Identification opinion",
        "identification_opinion",
        fields=(
            Field("identification_signer_title", "辨认人职务", "Position of the signer"),
            Field("identification_authority", "授权依据", "Authority", "long", help="本人、法定代表人，或者授权委托书的名称和日期。"),
            Field("identification_method", "辨认方法", "Method", "long"),
            Field("identification_findings", "辨认要点", "Points found", "lines"),
            Field(
                "identification_conclusion",
                "辨认结论",
                "Conclusion",
                "choice",
                choices=(
                    (
                        "not_ours",
                        "所辨认的物品不是权利人生产，也未经权利人许可生产或者销售。",
                        "The goods were neither made nor licensed by the right holder.",
                    ),
                    ("ours", "所辨认的物品是权利人生产或者许可生产的物品。", "The goods were made or licensed by the right holder."),
                    ("undetermined", "根据现有材料不能作出判断。", "Not determinable from what was seen."),
                ),
            ),
            Field("identification_note", "补充说明", "Further remarks", "long", required=False),
        ),
    ),
    DocumentSpec(
        "seizure_decision",
        "实施行政强制措施决定书",
        "Decision on seizure",
        "seizure_decision",
        number_word="强措",
        sealed=True,
        fields=(
            Field("seizure_facts", "事实和理由", "Facts and reasons", "long", help="接在“经查，”之后。"),
            Field("seizure_place", "存放地点", "Place of storage"),
        ),
    ),
    DocumentSpec(
        "inquiry_record",
        "询问笔录",
        "Record of inquiry",
        "inquiry_record",
        fields=(
            Field("inquired_on", "询问日期", "Date", "date"),
            Field("inquired_from", "开始时间", "From"),
            Field("inquired_until", "结束时间", "Until"),
            Field("inquired_place", "询问地点", "Place"),
            Field("inquired_name", "被询问人", "Person heard", personal=True),
            Field("inquired_role", "与当事人关系", "Relation to the party"),
            Field("inquired_id_number", "身份证件号码", "Identity number", personal=True),
            Field("inquired_phone", "联系电话", "Telephone", personal=True),
            Field("inquiry_lines", "问答", "Questions and answers", "lines", help="每行以“问：”或者“答：”开头。"),
            Field(
                "lawful_source",
                "合法来源",
                "Lawful source",
                "choice",
                choices=(
                    ("proved", "当事人主张合法来源并提供了证据", "Claimed, with evidence"),
                    ("unproved", "当事人主张合法来源，未能提供证据", "Claimed, not proved"),
                    ("not_claimed", "当事人未主张合法来源", "Not claimed"),
                ),
            ),
            Field("inquiry_note", "注明", "Remark", required=False),
        ),
    ),
    DocumentSpec(
        "service_address",
        "送达地址确认书",
        "Confirmation of address for service",
        "service_address",
        fields=(
            Field("delivery_name", "收件人", "Recipient", personal=True),
            Field("delivery_phone", "联系电话", "Telephone", personal=True),
            Field("delivery_address", "送达地址", "Address for service", personal=True),
            Field("delivery_agent", "代收人", "Receiving agent", required=False, personal=True),
            Field("electronic_consent", "同意电子送达", "Consents to electronic service", "flag"),
            Field("electronic_address", "电子地址", "Electronic address", required=False, personal=True),
        ),
    ),
    DocumentSpec(
        "crime_check",
        "涉嫌犯罪审查意见",
        "Check for suspicion of crime",
        "crime_check",
        number_word="刑审",
        fields=(
            Field("crime_provision", "对照的罪名及条款", "Offence considered"),
            Field("turnover_fen", "违法经营额", "Illegal turnover", "fen"),
            Field("crime_elements", "构成要件逐项审查", "Elements, one by one", "lines"),
            Field(
                "crime_suspicion",
                "是否存在犯罪的合理嫌疑",
                "Reasonable suspicion",
                "choice",
                choices=(("no", "不存在", "No"), ("yes", "存在", "Yes")),
            ),
            Field("crime_reasons", "理由", "Reasons", "long"),
            Field(
                "crime_conclusion",
                "审查意见",
                "Conclusion",
                "choice",
                choices=(
                    ("not_transferred", "不涉嫌犯罪，继续依法办理行政处罚", "No crime suspected; the penalty procedure goes on"),
                    ("transferred", "涉嫌犯罪，移送公安机关", "Crime suspected; transfer to the police"),
                ),
            ),
        ),
    ),
    DocumentSpec(
        "investigation_report",
        "案件调查终结报告",
        "Report on the end of investigation",
        "investigation_report",
        number_word="终报",
        fields=(
            Field("investigation_process", "调查经过", "Course of the investigation", "long"),
            Field("investigation_facts", "查明的事实", "Facts found", "long"),
            Field("illegal_income_fen", "违法所得", "Illegal income", "fen", required=False),
            Field("evidence_items", "证据及其证明事项", "Evidence and what it proves", "lines"),
            Field("violation_character", "涉嫌违法行为的性质", "Characterisation", "long"),
            Field(
                "violated_provision",
                "涉嫌违反的规定",
                "Provision concerned",
                help="只写法律名称和条款，例如 《中华人民共和国商标法》第五十七条第二项",
            ),
            Field("discretion_factors", "裁量情节", "Circumstances", "long"),
            Field("proposed_disposal", "处理建议", "Proposal", "lines"),
        ),
    ),
    DocumentSpec(
        "case_review",
        "案件审核表",
        "Case review",
        "case_review",
        number_word="核审",
        fields=(
            Field("submitted_on", "送审日期", "Submitted on", "date"),
            Field("review_jurisdiction", "有管辖权", "Competent", "flag"),
            Field("review_party", "当事人基本情况清楚", "Party established", "flag"),
            Field("review_facts", "案件事实清楚、证据充分", "Facts clear, evidence sufficient", "flag"),
            Field("review_character", "定性准确", "Characterisation right", "flag"),
            Field("review_law", "适用依据正确", "Provisions right", "flag"),
            Field("review_procedure", "程序合法", "Procedure lawful", "flag"),
            Field("review_disposal", "处理适当、裁量有据", "Proportionate, discretion founded", "flag"),
            Field("review_crime", "涉嫌犯罪已经审查", "Crime check done", "flag"),
            Field(
                "legal_review",
                "法制审核",
                "Legal review",
                "choice",
                choices=(
                    ("not_required", "不属于应当进行法制审核的情形", "Not required"),
                    ("passed", "已经法制审核并通过", "Passed"),
                    ("returned", "法制审核未通过", "Not passed"),
                ),
            ),
            Field("legal_review_reason", "法制审核说明", "On the legal review", required=False),
            Field("review_opinion", "审核意见", "Opinion", "long"),
        ),
    ),
    DocumentSpec(
        "penalty_notice",
        "行政处罚告知书",
        "Notice of intended penalty",
        "penalty_notice",
        number_word="罚告",
        sealed=True,
        fields=(
            Field("notice_reasons", "拟处罚的理由", "Reasons", "long"),
            Field(
                "penalty_basis", "处罚依据", "Basis of the penalty", help="只写法律名称和条款，例如 《中华人民共和国商标法》第六十条第二款"
            ),
            Field("proposed_penalties", "拟作出的行政处罚", "Intended penalties", "lines"),
            Field("hearing_right", "符合听证条件", "Right to a hearing", "flag"),
        ),
    ),
    DocumentSpec(
        "service_return",
        "送达回证",
        "Return of service",
        "service_return",
        number_word="送证",
        sealed=True,
        fields=(
            Field("served_documents", "送达的文书及文号", "Documents served", "lines"),
            Field("served_on", "送达日期", "Served on", "date"),
            Field("served_place", "送达地点", "Place"),
            Field(
                "served_manner",
                "送达方式",
                "Manner",
                "choice",
                choices=(
                    ("direct", "直接送达", "In person"),
                    ("left", "留置送达", "Left with the recipient"),
                    ("mail", "邮寄送达", "By mail"),
                    ("electronic", "电子送达", "Electronic"),
                    ("entrusted", "委托送达", "Through another body"),
                    ("public_notice", "公告送达", "By public notice"),
                ),
            ),
            Field("served_recipient", "收件人", "Received by", personal=True),
            Field("served_relation", "收件人与受送达人关系", "Relation to the addressee"),
            Field("served_witness", "见证人", "Witness", required=False, personal=True),
            Field("served_note", "备注", "Note", required=False),
        ),
    ),
    DocumentSpec(
        "defence_review",
        "陈述申辩复核意见",
        "Review of the defence",
        "defence_review",
        number_word="复核",
        fields=(
            Field(
                "defence_manner",
                "提出方式",
                "Manner",
                "choice",
                choices=(("written", "书面提出", "In writing"), ("oral", "口头提出", "Orally")),
            ),
            Field("defence_review_reasons", "复核情况", "Review", "long", help="对每一项事实、理由和证据逐一写明复核结果。"),
            Field(
                "defence_adopted",
                "复核意见",
                "Result",
                "choice",
                choices=(
                    ("adopted", "成立，予以采纳", "Adopted"),
                    ("partly", "部分成立，部分采纳", "Partly adopted"),
                    ("not_adopted", "不成立，不予采纳", "Not adopted"),
                ),
            ),
        ),
    ),
    DocumentSpec(
        "seizure_extension",
        "延长行政强制措施期限决定书",
        "Decision extending a seizure",
        "seizure_extension",
        number_word="强延",
        sealed=True,
        fields=(Field("extension_reason", "延长的理由", "Reasons", "long", help="接在“因”之后，以句号结束。"),),
    ),
    DocumentSpec(
        "penalty_decision",
        "行政处罚决定书",
        "Penalty decision",
        "penalty_decision",
        number_word="处罚",
        sealed=True,
        fields=(
            Field("decision_facts", "查明的事实", "Facts found", "long"),
            Field("decision_character", "定性和理由", "Characterisation and reasons", "long"),
            Field("discretion_rule", "适用的裁量基准", "Discretion standard applied", help="写明裁量基准的名称和条款。"),
            Field("discretion_reasons", "裁量理由", "Reasons of discretion", "long", help="接在裁量基准名称之后的完整句子。"),
            Field("collective_note", "集体讨论情况", "Collective discussion", "long", required=False),
            Field("decision_penalties", "处罚内容", "Penalties", "lines"),
            Field("fine_fen", "罚款数额", "Fine", "fen", required=False),
            Field("payment_account", "缴款方式", "How to pay"),
        ),
    ),
    DocumentSpec(
        "disposal_record",
        "涉案物品处理记录",
        "Record of disposal of goods",
        "disposal_record",
        number_word="物处",
        sealed=True,
        fields=(
            Field("disposed_on", "处理日期", "Date", "date"),
            Field("disposal_place", "处理地点", "Place"),
            Field(
                "disposal_manner",
                "处理方式",
                "Manner",
                "choice",
                choices=(
                    ("destroyed", "销毁", "Destroyed"),
                    ("returned", "发还", "Returned"),
                    ("auctioned", "依法拍卖", "Auctioned"),
                    ("handed_over", "移交", "Handed over"),
                ),
            ),
            Field("disposal_basis", "处理依据", "Basis"),
            Field("disposal_witness", "见证人（监督人）", "Witness", required=False, personal=True),
            Field("disposal_details", "处理经过", "Course of the disposal", "long"),
        ),
    ),
    DocumentSpec(
        "closing_approval",
        "结案审批表",
        "Approval of closing",
        "closing_approval",
        number_word="结审",
        fields=(
            Field("execution_details", "执行情况", "Execution", "long"),
            Field(
                "closing_reason",
                "结案情形",
                "Ground for closing",
                "choice",
                choices=(
                    ("executed", "行政处罚决定执行完毕", "Decision fully executed"),
                    ("court_enforced", "人民法院裁定准予强制执行，依法结案", "Enforcement granted by the court"),
                    ("no_penalty", "决定不予行政处罚", "No penalty"),
                    ("dropped", "违法事实不成立", "Facts not established"),
                    ("transferred", "移送其他行政机关或者司法机关", "Transferred"),
                ),
            ),
            Field("closing_note", "备注", "Note", required=False),
        ),
    ),
)
