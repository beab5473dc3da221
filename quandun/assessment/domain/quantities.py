"""A number in its clause: how large it is, which way it is meant, and what it is instead of a target.

A number is a target unless one of `_REFUSALS` says what else it is: an ordinal (第二十五次), a score (25分), an age, an
idiom (“三合一”), what somebody is paid (奖补100万元), a condition (年营收2000万元以上的企业), where a change starts from.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "百万": 1_000_000, "千万": 10_000_000, "万亿": 1_000_000_000_000}
_UNITS = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|万千瓦时|千瓦时|兆瓦时|吉瓦时|千瓦|兆瓦|人次|人天|工作日|公里|千米|公顷|小时|个工作日|个月|个小时|套次|场次|件次|家次|户次|公斤|架次|标箱|标准箱|标准煤|美元|欧元|"
    "课时|学时|床位|车次|班次|PFLOPS|EFLOPS|TFLOPS|Gbps|Mbps|kWh|TB|PB|GB|MW|GW|kW|km|"
    "批次|名|家|人|个|项|件|套|场|所|处|条|座|台|亩|吨|元|批|户|种|类|倍|篇|部|支|只|张|辆|米|期|次|款|对|株|头|天|日|分钟|年|月|岁|分|级|号|届|度|"
    "位|宗|例|笔|份|本|艘|架|栋|幢|间|层|孔|眼|口|片|块|门|册|幅|集|枚|盏|根|组|队|周|秒|克|斤|升|匹|羽|尾|村|镇|县|区|站|团|轮|单|桩|棵|箱|瓶|盒|平"
)
QUANTITY = re.compile(
    r"(?P<value>\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?)"
    r"(?:[%‰]?(?:到|至|-|—|–|－|～|~|──)(?P<upto>\d+(?:\.\d+)?))?"
    rf"(?P<scale>万亿|百万|千万|百|千|万|亿)?(?P<more>余|多)?(?P<unit>%|‰|{_UNITS}|(?=(?:以上|以下|以内|左右)?(?:：1)?$))(?P<suffix>以上|及以上|以下|以内|左右|之内|上下)?"
)

_ATTAIN = re.compile(
    r"(?:达到?(?:了)?|不少于|不低于|不小于|至少|超过?|突破|高于|大于|多于|增[至到]|提高[到至]?|提升[到至]?|增加[到至]?|扩大[到至]|上升[到至]?|保持在?|稳定在|维持在|不超过|不高于|不多于|不大于|控制在|"
    r"压缩[至到在]?|压减[至到]?|缩短[至到]?|降[至到低]?[至到]?|下降[至到]?|减少[至到]?|减至|精简[至到]?|下调|下浮|上浮|低于|增长|增速|覆盖|力争|争取|实现|完成|突破性达到|超|为)(?:约|大约|近|不少于|不低于|至少|超过|达到?)?$"
)
_AIM_NOUN = re.compile(
    r"(?:率|比重|占比|比例|数量?|总量|总数|存量|拥有量|保有量|规模|产值|总值|增加值|面积|人数|户数|家数|件数|额|满意度|强度|浓度|水平|里程|能力|投资|收入|营收|值|指数|系数|之比|比)(?:分别|均|平均|各)?(?:力争|争取)?$"
)
VERB = re.compile(
    r"培养|培育|引进|引育|建设|建成|打造|新增|新建|实现|选择|选拔|选派|选聘|遴选|认定|评选|评定|支持|扶持|服务|发布|发展|创建|组织|开展|实施|推广|培训|资助|"
    r"转化|设立|筹建|筹集|布局|建立|形成|完成|推动|引导|带动|集聚|聚集|入库|入选|制定|编制|推出|举办|面向|争取|力争|落地|储备|申报|办理|查处|调解|改造|达标|授权|注册|挖掘|征集|孵化|输送|招引|"
    r"签约|组建|扩大|选树|培植|动员|发动|加强与|召开|举行|新改扩建|改建|扩建|新认定|增设|开设|配备|配齐|吸引|招募|招录|招聘|开发|推进|实训|整治|修复|治理|种植|绿化|完善|修订|制修订|参与|主导|牵头|"
    r"获得|取得|拥有|累计|总数|投放|发放|受理|审结|抽查|检查|巡查|走访|帮扶|宣传|建档|覆盖|接入|上线|开通|归集|共享|安装|布设|铺设|更新|淘汰|关停|处置|化解|入驻|入园|投产|开工|竣工|签订|出台|修建|设置|确定|命名|推介|展示|对接|提供|解决|救助|保障|安置|新开|增加|评估|推荐|申请|创办|推选|选育|推行|落实|建好|建|育|引|招"
)
_AT_MOST = re.compile(r"不超过|不高于|不多于|不大于|控制在|(?:压缩|压减|缩短|降低?|减少?|下降|精简|限)[至到在]|低于|至多|最多|少于$")
_REDUCED_BY = re.compile(r"(?:降低|下降|减少|压减|压缩|缩短|削减|精简|节约|压降|下调|下浮|降|减)(?:幅度|幅)?(?:约|近)?$")
_MORE_THAN = re.compile(r"(?<!不)超过?$|突破$|高于$|大于$|多于$")
_ABOUT = re.compile(r"(?:大约|约|近)$")
_AT_LEAST = re.compile(r"(?:不少于|不低于|不小于|至少)$")

_MONEY = re.compile(r"元$")
_TIME_UNITS = {"年", "月", "日", "天", "小时", "分钟", "工作日", "个工作日", "个月", "个小时", "周", "秒"}
_NEVER_UNITS = {"岁", "级", "号", "届", "度", "期", "平", "孔"}
_SHARES = {"%", "‰", "倍", "个百分点", "百分点"}
_PAID = re.compile(
    r"奖励|奖补|奖金|补贴|补助|资助|给予|最高|罚款|罚金|处罚(?!案件)|贴息|奖(?!项)|补偿|赔偿(?!案件|纠纷|制度|诉讼)|扶持资金|一次性|减免|减按|减征|优惠|收费|缴纳|征收|返还|报销|抵扣|扣除|额度|"
    r"按照?[^，。]{0,20}比例|投资额|购置额|注册资本|合同金额|限额|利率|上限"
)
_FUND = re.compile(r"(?:风险)?(?:补偿|奖励|补贴|补助|贴息)(?:资金池|资金|基金|机制|金池)|贷款余额")  # names a fund, pays nobody
_PEOPLE_PAID = re.compile(r"每(?:人|家|户|个|件|项|次)[^，。]{0,12}(?:奖|补|元)")
_SPENDS = re.compile(r"完成|实现|带动|新增|吸引|引进|筹集|争取|撬动|发放|投入|投放|安排|设立|募集")
_KNOWN = re.compile(r"现有|已有|已建成|目前|截至|截止|原有|累计已|现已|此前|(?<![较比])(?:去年|上年)|已达|已累计|已完成")
_TELLS = re.compile(r"共计?|包括|涵盖|分为|涉及|包含|针对|围绕|对于|按照|依据|等$|根据|结合|其中|即$|是$|有$")
_ALL_DONE = re.compile(r"[^，；]{0,16}(?:全部|全面|均)(?:上线|建成|完成|投用|实现|开通|纳入|落地|达标|启用)")
_BARE_VERB = re.compile(
    r"(?:每(?:年|季度?|半年|个?月|周|两年)|全年|年内|全市|全省|全区|全县|重点|力争)*[\u4e00-\u9fff]{2}$"
)  # 曝光20件典型案例
_PARTS = re.compile(r"^(?:方面|阶段|步骤|环节|层面|维度|层次|部分|主题|原则|导向|转变|专栏|章节|大类|关键词|字|要素)")
_SHARE_ACTS = re.compile(r"^的[^，；]*(?:纳入|建成|实现|达到|完成|覆盖|接入|上云|上平台|开展|配备|落实|通过)")
_FULL_ACTS = re.compile(r"^(?:全?覆盖|纳入|完成|落实|实现|达标|办结|公开|上网|网办|可办|接入|建立|整改|到位|开展|配备)")
_LONE_RATE = re.compile(r"率|比重|占比|比例|满意度|知晓度")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in its clause: folded text, where it stands, its unit, and the number before it that was a target (chains)."""

    sentence: str  # folded
    clause: str  # folded
    at: int  # offset of the number in the sentence
    start: int
    end: int
    value: float
    unit: str
    suffix: str
    after_target: int | None  # end of the target before it in the same clause

    @property
    def before(self) -> str:
        return self.clause[: self.start]

    @property
    def after(self) -> str:
        return self.clause[self.end :]

    @property
    def part(self) -> str:
        """What stands before the number between semicolons: what a benefit or a verb reaches over."""
        return self.sentence[self.sentence.rfind("；", 0, self.at) + 1 : self.at]

    @property
    def chained(self) -> bool:
        """30%、20%和10%: what was said of the first holds for the rest."""
        return self.after_target is not None and re.fullmatch(r"[、和及]|以及", self.clause[self.after_target : self.start]) is not None

    @property
    def attained(self) -> bool:
        return bool(_ATTAIN.search(self.before[-12:])) or self.suffix != "" or self.chained


def value_of(digits: str, scale: str | None) -> float:
    return round(float(re.sub("[,，]", "", digits)) * _SCALE[scale or ""], 6)


def range_of(match: re.Match[str], op: str) -> tuple[float, float | None]:
    """Return (value, other end): of 3—5家 the 3, of 控制在3—5天 the 5."""
    low = value_of(match["value"], match["scale"])
    if not match["upto"]:
        return low, None
    high = value_of(match["upto"], match["scale"])
    return (high, low) if op == "<=" else (low, high)


def op_of(number: Number) -> str:
    before = number.before[-10:]
    if number.suffix in ("左右", "上下") or _ABOUT.search(before):
        return "~"
    if number.suffix in ("以下", "以内", "之内") or (number.unit in _TIME_UNITS and number.after.startswith("内")):
        return "<="
    if _AT_LEAST.search(before):
        return ">="
    if _MORE_THAN.search(before):
        return ">=" if number.suffix else ">"
    if _REDUCED_BY.search(before):
        return ">="  # 压减30%: the cut is what must be reached
    return "<=" if _AT_MOST.search(before) else ">="


def is_target(number: Number) -> bool:
    """Say whether a number is something the plan wants reached."""
    return not any(refuses(number) for refuses in _REFUSALS)


# What a number is instead of a target. Each looks at one kind; the order does not matter.


def _is_ordinal(number: Number) -> bool:
    """第3批, 前10名, 〔2021〕82号, G60: the number counts a place in a row."""
    latin = re.search(r"[A-Za-z]+$", number.before)
    return re.search(r"(?:第|前|满|〔|（第)$", number.before) is not None or (latin is not None and len(latin.group()) <= 2)


def _is_bare_number(number: Number) -> bool:
    """A number without a unit is a target only where it closes a clause that says what is to reach it (总量突破5亿)."""
    return number.unit == "" and not (_ATTAIN.search(number.before[-8:]) and _AIM_NOUN.search(re.sub(_ATTAIN, "", number.before)))


def _is_never_counted(number: Number) -> bool:
    """Ages, grades, editions; a score unless satisfaction or an index is to reach it."""
    if number.unit == "分":
        return not (number.attained and re.search(r"满意度|得分|评分|指数|评价|知晓", number.before))
    return number.unit in _NEVER_UNITS


def _is_span_of_time(number: Number) -> bool:
    """3年, 24小时, 5个工作日: a target only where a time is to be cut or kept (压缩至3个工作日)."""
    if number.unit not in _TIME_UNITS:
        return False
    if re.search(r"(?:(?<!周)期|期限|有效期|年限|任期)(?:最长|一般)?(?:不超过)?$", number.before):
        return True
    cut = _AT_MOST.search(number.before[-10:]) or _REDUCED_BY.search(number.before[-10:])
    return not (cut or (number.suffix in ("以内", "之内") and re.search(r"时间|时限|时长|周期|耗时|平均", number.before)))


def is_paid(number: Number) -> bool:
    """What somebody is paid, fined or spared, or the size by which it is reckoned."""
    if not (_MONEY.search(number.unit) or number.unit in _SHARES or number.unit in _TIME_UNITS):
        return False
    if _MONEY.search(number.unit) and re.search(r"不(?:超过|高于)$", number.before):
        return True  # a ceiling on money is what somebody may get
    near = _FUND.sub("", number.part[-40:]) + number.sentence[number.at : number.at + 24].split("；")[0]
    if not (_PAID.search(near) or _PEOPLE_PAID.search(near)):
        return False
    grows = re.search(r"(?:达到?|突破|超过|增长|不低于|(?:提高|提升|增加|扩大)到|控制在|保持在|降至)$", number.before[-6:])
    return not (grows and not _PAID.search(_FUND.sub("", number.clause)))


def _is_bare_money(number: Number) -> bool:
    """An amount that is neither to be reached nor closes a clause that says what to do with it."""
    if not _MONEY.search(number.unit) or number.attained or _AIM_NOUN.search(number.before):
        return False
    return not (not number.after and _SPENDS.search(number.clause))


def _is_bare_share(number: Number) -> bool:
    """A percentage of which nothing is said."""
    if number.unit not in _SHARES or number.attained or _LONE_RATE.search(number.before):
        return False
    return not (_SHARE_ACTS.search(number.after) or (number.value == 100 and _FULL_ACTS.search(number.after)))


def _is_condition(number: Number) -> bool:
    """年营收2000万元以上的企业, 100人以上企业: the number says which, not how many."""
    if re.search(r"(?:设立|组建|成立)[^，]{0,12}规模$", number.before):
        return False  # 设立总规模20亿元的基金
    measure = bool(_MONEY.search(number.unit)) or number.unit in _TIME_UNITS or number.unit in _SHARES
    if number.unit in _SHARES and re.search(r"(?:覆盖|惠及|占|带动)$", number.before):
        return False  # 覆盖80%以上的园区
    if re.match(r"的", number.after) and (number.suffix or measure) and not _SHARE_ACTS.search(number.after):
        return measure or re.search(r"(?:对|凡|经|符合|获得|属于|具有|拥有)[^，]{0,20}$", number.before) is not None
    if re.search(r"(?:^|[，、])对[^，]{0,12}$", number.before) and number.clause.endswith("的"):
        return True
    return (
        _MONEY.search(number.unit) is not None
        and number.suffix in ("以上", "以下", "及以上")
        and re.match(r"[\u4e00-\u9fff]", number.after) is not None
    )


def _is_known_state(number: Number) -> bool:
    """Where things stand already, or where a change starts: 由10件提高到15件, 在现有62项的基础上."""
    if _KNOWN.search(number.before) or "基础上" in number.after[:40] and "在" in number.before:
        return True
    return (
        re.search(r"(?:由|从)[^，]{0,20}$", number.before) is not None
        and re.match(r"[^，]{0,8}?(?:提高|提升|增加|增长|扩大|上升|压缩|缩短|降|减|下降)", number.after) is not None
    )


def _is_merged(number: Number) -> bool:
    """将6个测绘事项整合为1个: how many things become one is no aim in number."""
    return re.search(r"(?:整合|合并|归并|集成)(?:成|为)$", number.before) is not None


def is_part_of_text(number: Number) -> bool:
    """4个方面, 20条措施, “3个中心”: the plan speaks of its own parts or gives a name."""
    if _PARTS.search(number.after) or (number.unit == "条" and re.match(r"(?:具体|政策)?(?:措施|举措|意见|政策)", number.after)):
        return True
    quoted = re.search(r"“([^”]{0,6})$", number.before)
    return quoted is not None and "”" in number.after[:8]


def _is_remark(number: Number) -> bool:
    """A number in brackets explains another one."""
    return number.before.count("（") > number.before.count("）") and not _ATTAIN.search(number.before[-8:])


def _has_no_verb(number: Number) -> bool:
    """A count that nothing asks for: no verb before it, and not the end of a clause that names what is counted."""
    if number.attained or _AIM_NOUN.search(number.before) or _SHARE_ACTS.search(number.after) or VERB.search(number.sentence[: number.at]):
        return False
    if _TELLS.search(number.before):
        return True
    if _ALL_DONE.match(number.after):
        return False  # 13个“一件事”全部上线
    if number.before.endswith("在") and VERB.search(number.after):
        return False  # 在15个行业推行
    ends = re.match(r"[、和及]|$", number.after) is not None and len(number.before) >= 4
    return not (ends or _BARE_VERB.match(number.before))


_REFUSALS: tuple[Callable[[Number], bool], ...] = (
    _is_ordinal,
    _is_bare_number,
    _is_never_counted,
    _is_span_of_time,
    is_paid,
    _is_bare_money,
    _is_bare_share,
    _is_condition,
    _is_known_state,
    _is_merged,
    is_part_of_text,
    _is_remark,
    _has_no_verb,
)
