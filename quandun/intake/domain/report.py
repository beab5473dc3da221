"""What a report must state, page by page, in plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

FILES_LIMIT = 12

RELATIONS: dict[str, tuple[str, str]] = {
    "right_holder": ("权利人或其代理人", "Right holder or agent"),
    "consumer": ("消费者", "Consumer"),
    "other": ("其他知情人", "Somebody else who knows"),
}


@dataclass(frozen=True, slots=True)
class ReportAnswers:
    """What the reporter has said so far (举报内容). Empty text means not said yet."""

    used_sign: str = ""  # 涉嫌侵权的标识
    goods: str = ""
    mark_number: str = ""  # 注册号，可不填
    happened: str = ""
    seller: str = ""  # 摊位、店铺名称
    place: str = ""
    district_code: str = ""
    seen_on: str = ""  # ISO day
    relation: str = "consumer"
    named: bool = False
    name: str = ""
    phone: str = ""

    @staticmethod
    def of(answers: Mapping[str, object]) -> "ReportAnswers":
        """Build from stored answers; unknown keys are dropped."""
        known = {f.name for f in fields(ReportAnswers)}
        return ReportAnswers(**{key: value for key, value in answers.items() if key in known})  # type: ignore[arg-type]  # stored by save_draft, which took them from this class

    def missing(self, *, today: date) -> tuple[str, ...]:
        """Return the labels of what is still needed, in the order of the form; empty means it can be submitted."""
        gaps: list[str] = []
        for value, label in (
            (self.used_sign, "涉嫌侵权的标识"),
            (self.goods, "商品名称"),
            (self.happened, "事情经过"),
            (self.district_code, "所在区县"),
            (self.place, "具体地点"),
            (self.seen_on, "看到的日期"),
        ):
            if not value.strip():
                gaps.append(label)
        if self.seen_on and date.fromisoformat(self.seen_on) > today:
            gaps.append("看到的日期（不能晚于今天）")
        if self.named:
            gaps += [label for value, label in ((self.name, "您的姓名"), (self.phone, "联系电话")) if not value.strip()]
        return tuple(gaps)

    @property
    def title(self) -> str:
        """Return the matter's title: goods and sign, nobody is called an infringer."""
        return f"{_short(self.goods, 80)}使用“{_short(self.used_sign, 60)}”标识涉嫌商标侵权"


def _short(text: str, limit: int) -> str:
    """Return the text, cut with an ellipsis where it would not fit the title's column."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
