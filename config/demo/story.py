"""The twenty-one steps of the demonstration matter, true to procedure. Dates are days on which people act; every due date comes from `law`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from config.demo import props
from config.demo.cast import Cast
from config.demo.plan_story import PlanStory
from config.demo.stage import Answer, Stage, day
from quandun.assessment import api as assessment
from quandun.cases import api as cases
from quandun.disclosure import api as disclosure
from quandun.exchange import api as exchange
from quandun.identification import api as identification
from quandun.intake import api as intake
from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.money import fen_of_yuan
from quandun.law import api as law
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.rights import api as rights
from quandun.store import api as store

SYSTEM = Actor.system("setup")
OFFICERS = ("officer1", "officer2")
FINE_YUAN = 12_000  # the fine this story's bureau decides on; not a number of law
TURNOVER_YUAN = 6_800  # what the story's stall sold and held


@dataclass
class Story:
    """The story with its cast; ids learned on the way are kept for the next steps."""

    stage: Stage
    cast: Cast
    ids: dict[str, str] = field(default_factory=dict)

    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return the steps in order: a title and what happens."""
        return (
            ("权利人登记商标，存入权利证明", self.register_right),
            ("收到举报，登记案件来源", self.report),
            ("比对和分流只是线索，由办案人员确认", self.confirm),
            ("两名执法人员现场核查", self.verify),
            ("先行登记保存证据", self.preserve),
            ("立案", self.file_case),
            ("请权利人协助辨认", self.identify),
            ("扣押涉嫌侵权的物品", self.seize),
            ("询问当事人", self.inquire),
            ("审查是否涉嫌犯罪", self.check_crime),
            ("调查终结", self.conclude),
            ("案件审核", self.review),
            ("告知拟作出的处罚并送达", self.notify),
            ("当事人陈述申辩，复核；延长扣押", self.defend),
            ("作出行政处罚决定", self.decide),
            ("送达决定书，救济期限开始", self.serve),
            ("告知举报人", self.tell_reporter),
            ("缴款与没收物品处理", self.execute),
            ("遮蔽后公示，报送信用公示系统", self.publish),
            ("结案；考核计入一件", self.close),
            ("责任单位报送进展，逾期事项督办", self.assess),
        )

    # 1
    def register_right(self) -> None:
        stage, cast, at = self.stage, self.cast, day(8, 31, 9)
        owner = stage.actor(cast.right_holder["username"], at)

        def register() -> Answer:
            mark_id = rights.register_mark(
                number=cast.mark["number"],
                name=cast.mark["name"],
                owner_id=owner.organisation_id,
                classes=cast.mark["classes"],
                goods=cast.mark["goods"],
                valid_from=cast.mark_day("valid_from"),
                last_day=cast.mark_day("last_day"),
                by=owner,
                at=at,
            )
            return {"mark": mark_id}

        self.ids["mark"] = stage.once("01/mark", by=owner, act=register)["mark"]
        stage.tell(at, f"登记注册商标“{cast.mark['name']}”（第 {cast.mark['number']} 号）{self.ids['mark']}，登记人 {owner.name}")
        certificate = props.paper(
            props.CERTIFICATE,
            owner=cast.right_holder["organisation"],
            **{k: cast.mark[k] for k in ("number", "name", "classes", "goods", "last_day")},
        )
        stage.deposit(
            "01/certificate",
            certificate,
            name="商标注册证.pdf",
            about=self.ids["mark"],
            purpose="证明商标权属与核定使用商品",
            by=owner,
            at=at,
        )

    # 2
    def report(self) -> None:
        stage, cast = self.stage, self.cast
        at, said = day(8, 31, 10), cast.report
        secret = stage.notebook.secret("reporter")

        def start() -> Answer:
            made = intake.start_report(secret=secret, by=ANYONE, at=at)
            return {"draft": made.draft_id, "link": made.link_id}

        started = stage.once("02/start", by=ANYONE, act=start)
        draft_id = started["draft"]
        reporter = Actor(id=started["link"], roles=frozenset({"reporter", "anyone"}), about=draft_id)

        def save() -> Answer:
            answers = {key: said[key] for key in ("used_sign", "goods", "happened", "seller", "place", "seen_on", "name", "phone")}
            more = {"mark_number": cast.mark["number"], "district_code": cast.district, "relation": "consumer", "named": True}
            intake.save_draft(draft_id=draft_id, answers={**answers, **more}, by=reporter, at=at)
            return {}

        stage.once("02/save", by=reporter, act=save)
        photo = store.keep(
            BytesIO(props.picture(props.STALL, place=said["seller"], sign=said["used_sign"], goods=said["goods"], caption=said["seen_on"]))
        )

        def attach() -> Answer:
            made = intake.attach_file(draft_id=draft_id, blob=photo, name="摊位照片.png", purpose="摊位在售情况", by=reporter, at=at)
            return {"exhibit": made.exhibit_id, "entry": made.ticket.entry_id}

        attached = stage.once("02/photo", by=reporter, act=attach)
        stage.tell(at, f"举报人附照片 摊位照片.png {attached['exhibit']}；{stage.settle(attached['entry'])}")

        def submit() -> Answer:
            made = intake.submit_report(draft_id=draft_id, by=reporter, at=at)
            return {"matter": made.matter_id, "number": made.number, "report": made.report_id, "entry": made.ticket.entry_id}

        done = stage.once("02/submit", by=reporter, act=submit)
        self.ids.update(matter=done["matter"], report=done["report"])
        stage.tell(
            at, f"收到举报，建立案卷 {done['number']} {done['matter']}；举报人身份另行封存，案卷只见代称；{stage.settle(done['entry'])}"
        )
        stage.tell(at, f"    举报人凭查询码看进度：{secret}")
        self._tell_unread(at)
        registrar = stage.actor("registrar", at)

        def open_case() -> Answer:
            return {"case": cases.open_case(case_type="administrative_penalty", matter_id=done["matter"], name="", by=registrar, at=at)}

        self.ids["case"] = stage.once("02/open", by=registrar, act=open_case)["case"]
        self._take(
            "02",
            "register_source",
            {"received_on": "2026-08-31", "source_kind": "report", "source_materials": "", "source_note": "举报附照片一张"},
            ("registrar", "head"),
            day(8, 31, 11),
        )

    # 3
    def confirm(self) -> None:
        at = day(9, 1, 9)
        officer = self.stage.actor("officer1", at)
        for finding in identification.findings_of(self.ids["matter"]):
            self.stage.tell(at, f"比对线索 {finding.id}：相似度 {finding.score:.2f}；{' '.join(finding.why)}")

            def decide(finding_id: str = finding.id) -> Answer:
                reason = "三个字中两字相同、一字同音，使用在同一种商品上，列为近似，待核查确认。"
                identification.decide_finding(finding_id=finding_id, confirmed=True, reason=reason, by=officer, at=at)
                return {}

            self.stage.once(f"03/finding/{finding.id}", by=officer, act=decide)
        file = cases.case_file(self.ids["case"], by=officer, on=legal_day(at))
        if file.triage:
            self.stage.tell(at, f"分流建议：{file.triage.route_name}；{'；'.join(file.triage.reasons)}")
        answers = {
            "route_reason": "涉及注册商标，标识近似，商品相同，由市场监督管理部门依法查处；民事赔偿由权利人另行主张。",
            "competence_reason": f"违法行为发生地在{self._district_name()}，由本局管辖。",
        }
        self._take("03", "confirm_route", answers, ("officer1",), at)

    # 4
    def verify(self) -> None:
        at = day(9, 3, 11)
        officer, party = self.stage.actor("officer1", at), self.cast.party
        caption = "2026-09-03 现场"
        shown = props.picture(props.PACKET, sign=self.cast.report["used_sign"], goods=self.cast.report["goods"], caption=caption)
        self.stage.deposit(
            "04/packet", shown, name="涉案商品包装.png", about=self.ids["case"], purpose="证明包装上标识的使用情况", by=officer, at=at
        )
        answers: dict[str, object] = {
            f"party_{key}": party[key] for key in ("name", "kind", "credit_code", "operator", "id_number", "address", "phone")
        }
        answers |= {
            "inspected_on": "2026-09-03",
            "inspected_from": "9时20分",
            "inspected_until": "10时40分",
            "inspected_place": self.cast.report["place"],
            "party_present": party["operator"],
            "party_present_role": "经营者本人",
            "site_witness": "",
            "credentials_shown": True,
            "recusal_answer": "none",
            "site_findings": f"货架上摆放包装正面印有“{self.cast.report['used_sign']}”字样的{self.cast.report['goods']}86袋，标价每袋68元。"
            "当事人称从他人处进货，现场未能提供进货票据。",
            "site_measures": "拍照固定，逐袋清点。",
            "site_note": "",
        }
        self._take("04", "verify_on_site", answers, (*OFFICERS, "officer1"), at, party=party["operator"])

    # 5
    def preserve(self) -> None:
        answers = {
            **self._approval(
                "preservation",
                "现场发现的商品可能被转移，以后难以取得。",
                "《中华人民共和国行政处罚法》第五十六条",
                "对现场清点的商品先行登记保存。",
            ),
            "preservation_reason": "涉嫌销售侵犯注册商标专用权的商品",
            "preservation_manner": "in_place",
            "preservation_place": self.cast.report["place"],
            "preservation_keeper": self.cast.party["operator"],
            **self._goods("preservation", "86"),
        }
        self._take("05", "preserve_evidence", answers, (*OFFICERS, "chief", "officer1"), day(9, 3, 15), party=self.cast.party["operator"])

    # 6
    def file_case(self) -> None:
        answers = {
            "filing_facts": f"经核查，当事人在售的{self.cast.report['goods']}包装使用“{self.cast.report['used_sign']}”标识，"
            f"与注册商标“{self.cast.mark['name']}”近似，商品为同一种商品，涉嫌侵犯注册商标专用权。",
            "filing_clause": "《中华人民共和国商标法》第五十七条第三项",
        }
        self._take("06", "file_case", answers, (*OFFICERS, "head", "chief"), day(9, 7, 10))
        told = {"told": "您举报的事项已于9月7日立案调查。"}
        self._take("06", "tell_reporter_of_filing", told, ("officer1",), day(9, 7, 15))

    # 7
    def identify(self) -> None:
        stage, asked_at, at = self.stage, day(9, 8, 10), day(9, 10, 15)
        questions = {
            "identification_questions": ["照片所示商品是否由你单位生产或者许可生产、销售", "包装上的标识与你单位注册商标的异同"],
            "identification_reply_on": "2026-09-15",
        }
        self._take("07", "ask_identification", questions, OFFICERS, asked_at)
        secret = stage.notebook.secret("identification")
        officer = stage.actor("officer1", asked_at)

        def issue() -> Answer:
            return {"link": cases.issue_identification_link(case_id=self.ids["case"], secret=secret, by=officer, at=asked_at)}

        link_id = stage.once("07/link", by=officer, act=issue)["link"]
        stage.tell(asked_at, f"    一次性链接已交权利人（{link_id}）：只见物品照片，不见案卷")
        bearer = Actor(id=link_id, roles=frozenset({"right_holder", "anyone"}), about=self.ids["case"])
        signer = self.cast.right_holder["person"]
        answers = {
            "identification_signer_title": "法定代表人",
            "identification_authority": "本人为权利人的法定代表人，附身份证明。",
            "identification_method": "对照片所示包装、字体、防伪标记与本单位产品逐项比对。",
            "identification_findings": ["包装无本单位防伪码", "第三字为“纺”，本单位商标为“坊”", "本单位没有该规格的袋装产品"],
            "identification_conclusion": "not_ours",
            "identification_note": "",
        }
        known = self._opinion_given(officer, at)
        if known is None:
            done = cases.submit_identification(
                link_id=link_id, case_id=self.ids["case"], answers=answers, signer_name=signer, by=bearer, at=at
            )
            known = {"entry": done.ticket.entry_id, "document": done.document_ids[0]}
        stage.tell(at, f"权利人 {signer} 具名提交辨认意见书 {known['document']}；链接随即失效；{stage.settle(known['entry'])}")
        decision = next(c for c in cases.case_file(self.ids["case"], by=officer, on=legal_day(at)).clocks if c.key == "decision")
        stage.tell(
            at,
            f"    期限 {decision.name}：{decision.last_day:%Y-%m-%d}（辨认期间 {decision.pauses[0].start:%m-%d} 至 {decision.pauses[0].end:%m-%d} 不计入）",
        )

    def _opinion_given(self, officer: Actor, at: datetime) -> Answer | None:
        """Return the opinion if it is already in the file: a spent link cannot be used again, and need not be."""
        file = cases.case_file(self.ids["case"], by=officer, on=legal_day(at))
        found = next((one for one in file.documents if one.kind == "identification_opinion"), None)
        if found is None:
            return None
        taken = ledger.facts(about=self.ids["case"], kinds=("cases.step_taken",))
        entry = next(fact.id for fact in taken if fact.body["step"] == "receive_identification")
        return {"entry": entry, "document": found.id}

    # 8
    def seize(self) -> None:
        answers = {
            **self._approval(
                "seizure", "有证据证明物品涉嫌侵犯注册商标专用权。", "《中华人民共和国商标法》第六十二条", "扣押已登记保存的商品。"
            ),
            "seizure_facts": f"当事人销售的{self.cast.report['goods']}使用“{self.cast.report['used_sign']}”标识，权利人辨认后表示不是其生产或者许可生产的商品。",
            "seizure_place": "本局物品保管室",
            **self._goods("seizure", "86"),
        }
        self._take("08", "seize", answers, (*OFFICERS, "chief", "officer1"), day(9, 11, 10), party=self.cast.party["operator"])

    # 9
    def inquire(self) -> None:
        party = self.cast.party
        answers = {
            "inquired_on": "2026-09-15",
            "inquired_from": "9时30分",
            "inquired_until": "10时50分",
            "inquired_place": "本局询问室",
            "inquired_name": party["operator"],
            "inquired_role": "经营者本人",
            "inquired_id_number": party["id_number"],
            "inquired_phone": party["phone"],
            "inquiry_lines": [
                "问：我们是本局执法人员，这是我们的执法证件。你有陈述、申辩和申请回避的权利，是否听清？",
                "答：听清了，不申请回避。",
                "问：这批商品从哪里进货？有没有票据？",
                "答：从一个上门推销的人那里进的，共100袋，每袋40元，没有票据，也没有他的联系方式。",
                "问：卖出多少？",
                "答：卖出14袋，每袋68元。",
            ],
            "lawful_source": "unproved",
            "inquiry_note": "",
            "delivery_name": party["operator"],
            "delivery_phone": party["phone"],
            "delivery_address": party["address"],
            "delivery_agent": "",
            "electronic_consent": False,
            "electronic_address": "",
        }
        self._take("09", "inquire", answers, (*OFFICERS, "officer1"), day(9, 15, 11), party=party["operator"])

    # 10
    def check_crime(self) -> None:
        at = day(9, 16, 10)
        sales = law.value("ct-214.sales_amount", on=legal_day(at))
        self.stage.tell(at, f"对照 {sales.ref}：{sales.value:,} 元（{sales.source}）；标识不相同，且不足数额")
        answers = {
            "crime_provision": "《中华人民共和国刑法》第二百一十四条（销售假冒注册商标的商品罪）",
            "turnover_fen": fen_of_yuan(TURNOVER_YUAN),
            "crime_elements": [
                "标识与注册商标是否相同：不相同，仅为近似，不属于假冒注册商标的商品",
                "销售金额和货值金额：低于追诉标准",
                "是否二年内受过处罚：未发现",
            ],
            "crime_suspicion": "no",
            "crime_reasons": "构成该罪以标识相同为前提，本案标识近似；没有需要公安机关采取措施进一步获取证据的合理嫌疑。",
            "crime_conclusion": "not_transferred",
        }
        self._take("10", "check_crime", answers, (*OFFICERS, "head"), at)

    # 11
    def conclude(self) -> None:
        answers = {
            "investigation_process": "现场核查、先行登记保存、立案、权利人辨认、扣押、询问当事人。",
            "investigation_facts": f"当事人购进使用“{self.cast.report['used_sign']}”标识的{self.cast.report['goods']}100袋，售出14袋，库存86袋，每袋标价68元，违法经营额6,800元。",
            "illegal_income_fen": None,
            "evidence_items": [
                "现场笔录和照片：证明在售数量、价格和标识",
                "辨认意见书：证明不是权利人的商品",
                "询问笔录：证明进货、销售情况",
            ],
            "violation_character": "未经商标注册人许可，销售在同一种商品上使用与注册商标近似的标识、容易导致混淆的商品。",
            "violated_provision": "《中华人民共和国商标法》第五十七条第三项",
            "discretion_factors": "货值不大，首次发现，配合调查；不能证明合法来源。",
            "proposed_disposal": ["责令立即停止侵权行为", "没收扣押的商品86袋", f"罚款{FINE_YUAN:,}元"],
        }
        self._take("11", "conclude_investigation", answers, OFFICERS, day(9, 22, 16))

    # 12
    def review(self) -> None:
        checks = ("jurisdiction", "party", "facts", "character", "law", "procedure", "disposal", "crime")
        answers = {
            "submitted_on": "2026-09-22",
            **{f"review_{check}": True for check in checks},
            "legal_review": "not_required",
            "legal_review_reason": "不涉及重大公共利益，未经听证，法律关系单一。",
            "review_opinion": "同意调查终结报告的意见，按程序告知当事人。",
        }
        self._take("12", "review_case", answers, ("reviewer",), day(9, 24, 10))

    # 13
    def notify(self) -> None:
        answers = {
            "notice_reasons": "当事人销售侵犯注册商标专用权的商品，事实清楚，证据充分。",
            "penalty_basis": "《中华人民共和国商标法》第六十条第二款",
            "proposed_penalties": ["没收扣押的商品86袋", f"罚款{FINE_YUAN:,}元"],
            "hearing_right": True,
        }
        at = day(9, 30, 9)
        limit = law.value("mp-hearing-thresholds.individual_threshold", on=legal_day(at))
        self.stage.tell(at, f"听证门槛 {limit.ref}：{limit.value:,} 元（{limit.source}）；罚款达到门槛，一并告知听证权利")
        self._take("13", "notify_penalty", answers, (*OFFICERS, "chief"), at)
        self._take(
            "13",
            "serve_notice",
            self._service("行政处罚告知书", "penalty_notice", "2026-09-30"),
            (*OFFICERS, "officer1"),
            day(9, 30, 11),
            party=self.cast.party["operator"],
        )

    # 14
    def defend(self) -> None:
        at = day(10, 9, 10)
        officer, party = self.stage.actor("officer1", at), self.cast.party
        letter = props.paper(
            props.LETTER,
            title="陈述申辩书",
            body="本店是小本经营，第一次遇到这种情况，不知道进的是有问题的货，请求从轻处理。",
            signed=party["operator"],
            day="2026年10月9日",
        )
        self.stage.deposit(
            "14/letter", letter, name="陈述申辩书.pdf", about=self.ids["case"], purpose="当事人的陈述申辩", by=officer, at=at
        )
        said = {"defence_on": "2026-10-09", "defence": "小本经营，初次违法，请求从轻处理。", "hearing_asked": False}
        self._take("14", "receive_defence", said, ("officer1",), at)
        answers = {
            "defence_manner": "written",
            "defence_review_reasons": "初次违法、配合调查的情节在拟定罚款时已经考虑；不能提供进货来源，不具备免除罚款的条件。",
            "defence_adopted": "partly",
        }
        self._take("14", "review_defence", answers, (*OFFICERS, "head"), day(10, 9, 15))
        extension = {
            **self._approval(
                "seizure_extension", "陈述申辩尚在复核，处罚决定尚未作出。", "《中华人民共和国行政强制法》第二十五条", "延长扣押期限。"
            ),
            "extension_reason": "案件情况复杂，当事人的陈述申辩需要复核。",
        }
        self._take("14", "extend_seizure", extension, (*OFFICERS, "chief"), day(10, 9, 16))

    # 15
    def decide(self) -> None:
        report, mark = self.cast.report, self.cast.mark
        answers = {
            "decision_facts": f"当事人在{report['place']}销售包装使用“{report['used_sign']}”标识的{report['goods']}，购进100袋，售出14袋，库存86袋，每袋68元，违法经营额6,800元，"
            "不能证明商品是自己合法取得并说明提供者。",
            "decision_character": f"“{report['used_sign']}”与注册商标“{mark['name']}”三字中两字相同、一字同音，使用在同一种商品上，容易导致混淆。",
            "discretion_rule": "本省市场监督管理行政处罚裁量基准（演示，待确认）",
            "discretion_reasons": "当事人初次违法、货值较小、配合调查，选择较低幅度。",
            "collective_note": "",
            "decision_penalties": ["没收扣押的商品86袋", f"罚款{FINE_YUAN:,}元"],
            "fine_fen": fen_of_yuan(FINE_YUAN),
            "payment_account": "凭缴款码到代收银行或者网上缴纳",
        }
        self._take("15", "decide", answers, (*OFFICERS, "chief"), day(10, 16, 9))

    # 16
    def serve(self) -> None:
        service = self._service("行政处罚决定书", "penalty_decision", "2026-10-16")
        self._take("16", "serve_decision", service, (*OFFICERS, "officer1"), day(10, 16, 15), party=self.cast.party["operator"])

    # 17
    def tell_reporter(self) -> None:
        told = {"told": "您举报的事项已作出行政处罚决定，处罚内容将依法公示。民事赔偿请由权利人另行主张。"}
        self._take("17", "tell_reporter_of_result", told, ("officer1",), day(10, 19, 10))
        self._tell_unread(day(10, 19, 10))

    # 18
    def execute(self) -> None:
        paid = {"paid_on": "2026-10-30", "paid_fen": fen_of_yuan(FINE_YUAN), "payment_receipt": "演示-20261030-01"}
        self._take("18", "record_payment", paid, ("officer1",), day(10, 30, 16))
        answers = {
            "disposed_on": "2026-10-30",
            "disposal_place": "指定销毁场所",
            "disposal_manner": "destroyed",
            "disposal_basis": "《中华人民共和国行政处罚法》第七十四条",
            "disposal_witness": "",
            "disposal_details": "两名执法人员清点无误后全部销毁，过程拍照留存。",
            **self._goods("confiscation", "86"),
        }
        self._take("18", "dispose_goods", answers, OFFICERS, day(10, 30, 17))

    # 19
    def publish(self) -> None:
        stage, at = self.stage, day(11, 6, 10)
        publisher, reviewer = stage.actor("publisher", at), stage.actor("reviewer", at)

        def propose() -> Answer:
            return {"publication": disclosure.propose_publication(case_id=self.ids["case"], by=publisher, at=at)}

        publication_id = stage.once("19/propose", by=publisher, act=propose)["publication"]
        self.ids["publication"] = publication_id

        def check() -> Answer:
            disclosure.check_publication(publication_id=publication_id, by=reviewer, at=at)
            return {}

        stage.once("19/check", by=reviewer, act=check)
        done = ledger.answered("demo/19/publish", by=publisher)
        if done is None:
            prepared = disclosure.prepare_publication(publication_id=publication_id, by=publisher, at=at)

            def publish() -> Answer:
                ticket = disclosure.publish(publication_id=publication_id, prepared=prepared, by=publisher, at=at)
                return {"entry": ticket.entry_id, "document": prepared.document_id}

            done = stage.once("19/publish", by=publisher, act=publish)
        view = disclosure.publication(publication_id, by=publisher)
        covered = "、".join(f"{item}×{count}" for item, count in view.covered)
        placed = stage.settle(done["entry"])
        stage.tell(
            at,
            f"公示 {view.decision_number} {publication_id}；遮蔽 {covered}（{view.mask_source}{'' if view.mask_confirmed else '，待确认'}）",
        )
        stage.tell(at, f"    {publisher.name} 拟稿并公示，{reviewer.name} 核对遮蔽；公示文本 {done['document']}；{placed}")
        for message in exchange.messages_about(self.ids["case"]):
            stage.tell(at, f"    报送信用公示系统（模拟对端）{message.id}，回执 {message.receipt or '等待'}")

    # 20
    def close(self) -> None:
        answers = {"execution_details": "罚款已缴清，没收物品已销毁，处罚信息已公示。", "closing_reason": "executed", "closing_note": ""}
        at = day(11, 10, 10)
        self._take("20", "close_case", answers, (*OFFICERS, "head", "chief"), at)
        figure = assessment.figure("closed_penalty_cases", on=legal_day(at), by=ANYONE)
        shown = "；".join(f"{record.label} {record.id}" for record in figure.records)
        self.stage.tell(at, f"考核：“{figure.name}”{figure.shown} {figure.unit}，背后的记录：{shown}")

    # 21
    def assess(self) -> None:
        PlanStory(self.stage, self.cast).play(tuple(self.ids[name] for name in self.cast.plan.get("shows", "").split()))

    # parts
    def _take(
        self, number: str, step: str, answers: Mapping[str, object], signers: tuple[str, ...], at: datetime, *, party: str = ""
    ) -> None:
        self.stage.take(number, self.ids["case"], step, answers, signers, at, party=party)

    def _approval(self, matter: str, reason: str, basis: str, content: str) -> dict[str, object]:
        return {"approval_matter": matter, "approval_reason": reason, "approval_basis": basis, "approval_content": content}

    def _goods(self, purpose: str, quantity: str) -> dict[str, object]:
        row = {
            "name": self.cast.report["goods"],
            "spec": "250 克/袋",
            "quantity": quantity,
            "unit": "袋",
            "note": f"标识“{self.cast.report['used_sign']}”",
        }
        return {"goods_for": purpose, "goods_place": self.cast.report["place"], "goods": [row], "goods_note": ""}

    def _service(self, title: str, kind: str, served_on: str) -> dict[str, object]:
        by = self.stage.actor("officer1", day(10, 16))
        file = cases.case_file(self.ids["case"], by=by, on=legal_day(day(12, 31)))
        number = next(one.number for one in file.documents if one.kind == kind)
        return {
            "served_documents": [f"《{title}》（{number}）"],
            "served_on": served_on,
            "served_place": self.cast.party["address"],
            "served_manner": "direct",
            "served_recipient": self.cast.party["operator"],
            "served_relation": "本人",
            "served_witness": "",
            "served_note": "",
        }

    def _district_name(self) -> str:
        return next(one.name for one in people.districts() if one.code == self.cast.district)

    def _tell_unread(self, at: datetime) -> None:
        try:
            law.value("mp-complaint-new-2026.time_limits", on=legal_day(at))
        except law.LawError as gap:
            self.stage.tell(at, f"    告知举报人的时限：待确认。{gap.sentence()}")
