"""The components as template tags: `{% load frame %}`. Values in, markup out; /design/ shows each of them."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from quandun.frame.components import (
    Badge,
    ClockState,
    ClockValue,
    ExhibitValue,
    FormStep,
    KeyValue,
    Link,
    PageValue,
    ReasonValue,
    StripBar,
    TableValue,
    TimelineEntry,
    Tone,
    in_pairs,
)
from quandun.frame.language import day_words
from quandun.frame.requests import SUBMISSION_FIELD
from quandun.frame.strip import draw
from quandun.kernel.ids import new_id

register = template.Library()

COMPONENTS = "frame/components"
_strip_ids = count(1)  # hatch patterns need an id unique on the page; the number means nothing


@register.filter
def day(value: date | None) -> str:
    """Return the day as people read it: 2026年9月7日, 7 Sep 2026."""
    return "" if value is None else day_words(value)


@register.filter
def kind_of_cell(value: object) -> str:
    """Say how a table cell is drawn."""
    return "link" if isinstance(value, Link) else "badge" if isinstance(value, Badge) else "text"


@register.filter
def grouped(digest: str) -> str:
    """Return a digest in groups of eight, as one reads it aloud."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


@register.simple_tag(takes_context=True)
def once_token(context: RequestContext) -> SafeString:
    """Give the form the id under which it has one effect. A form shown again after an error keeps its id."""
    request = context.get("request")
    kept = request.POST.get(SUBMISSION_FIELD, "") if request is not None else ""
    return format_html('<input type="hidden" name="{}" value="{}">', SUBMISSION_FIELD, kept or new_id("su"))


@register.simple_tag
def badge(text: str, tone: Tone = "neutral") -> SafeString:
    """Draw a status word."""
    return format_html('<span class="q-badge q-badge-{}">{}</span>', tone, text)


@register.inclusion_tag(f"{COMPONENTS}/field.html")
def field(bound: BoundField, help: str = "") -> dict[str, Any]:
    """Draw a form field: label, help, control, error at the field. Works for every Django widget."""
    widget = bound.field.widget
    group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    check = isinstance(widget, CheckboxInput)
    css = "form-check-input" if check or group else "form-select" if isinstance(widget, Select) else "form-control"
    described = [f"{bound.auto_id}_help"] if help or bound.help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attributes = {"class": css + (" is-invalid" if bound.errors else "")}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "bound": bound,
        "control": "" if group else bound.as_widget(attrs={**widget.attrs, **attributes}),
        "help": help or bound.help_text,
        "group": group,
        "check": check,
        "required": bound.field.required,
        "hidden": bound.is_hidden,
    }


@register.inclusion_tag(f"{COMPONENTS}/form_errors.html")
def form_errors(form: Any) -> dict[str, Any]:
    """Draw the summary of a form's errors, each leading to its field; nothing when there is none."""
    listed = [(bound.auto_id, bound.label, error) for bound in form for error in bound.errors] if form.is_bound else []
    return {"listed": listed, "general": form.non_field_errors() if form.is_bound else []}


@register.inclusion_tag(f"{COMPONENTS}/steps.html")
def form_steps(steps: Sequence[FormStep]) -> dict[str, Any]:
    """Draw where one is in a guided form."""
    here = next((number for number, step in enumerate(steps, 1) if step.state == "current"), len(steps))
    return {"steps": steps, "here": here, "total": len(steps)}


@register.inclusion_tag(f"{COMPONENTS}/notice.html")
def notice(kind: str, title: str, text: str = "", article: str = "", do: str = "") -> dict[str, Any]:
    """Draw a notice: info, good, warn, or a refusal with its article and the next step."""
    return {"kind": kind, "title": title, "text": text, "article": article, "do": do}


@register.inclusion_tag(f"{COMPONENTS}/timeline.html")
def timeline(entries: Sequence[TimelineEntry], label: str = "") -> dict[str, Any]:
    """Draw dated acts from top to bottom, in the order given."""
    return {"entries": entries, "label": label or gettext("办理经过")}


def _state_words(state: ClockState) -> tuple[str, Tone]:
    words: dict[ClockState, tuple[str, Tone]] = {
        "running": (gettext("进行中"), "info"),
        "paused": (gettext("已中止计算"), "waiting"),
        "met": (gettext("按期完成"), "good"),
        "overdue": (gettext("已逾期"), "bad"),
        "lapsed": (gettext("期限已过，权利或权限消灭"), "bad"),
        "unconfirmed": (gettext("待确认"), "warn"),
        "provisional": (gettext("暂定"), "warn"),
    }
    return words[state]


@register.inclusion_tag(f"{COMPONENTS}/clock_card.html")
def clock_card(clock: ClockValue) -> dict[str, Any]:
    """Draw a statutory clock with its last day, the days left and the reasoning line by line."""
    word, tone = _state_words(clock.state)
    return {"clock": clock, "word": word, "tone": tone, "left": _left(clock)}


def _left(clock: ClockValue) -> str:
    days = clock.days_left
    if days is None or clock.state in ("met", "lapsed"):
        return ""
    if days == 0:
        return gettext("今天是最后一日")
    if days < 0:
        return ngettext("已超过 %(days)d 日", "已超过 %(days)d 日", -days) % {"days": -days}
    if clock.calendar_days:
        return ngettext("还剩 %(days)d 日", "还剩 %(days)d 日", days) % {"days": days}
    return ngettext("还剩 %(days)d 个工作日", "还剩 %(days)d 个工作日", days) % {"days": days}


@register.inclusion_tag(f"{COMPONENTS}/clock_strip.html")
def clock_strip(bars: Sequence[StripBar], today: date, label: str = "") -> dict[str, Any]:
    """Draw clocks as bars on one date axis, once for wide pages and once for phones; text for those who cannot see it."""
    words = [(bar, _state_words(bar.state)[0]) for bar in bars]
    drawings = [("wide", draw(bars, today=today, width=860)), ("narrow", draw(bars, today=today, width=340))] if bars else []
    return {"drawings": drawings, "words": words, "today": today, "label": label or gettext("期限图"), "id": next(_strip_ids)}


@register.inclusion_tag(f"{COMPONENTS}/exhibit_card.html")
def exhibit_card(exhibit: ExhibitValue) -> dict[str, Any]:
    """Draw an exhibit with its digest and what vouches for it."""
    return {"exhibit": exhibit}


@register.inclusion_tag(f"{COMPONENTS}/reason_box.html")
def reason_box(reason: ReasonValue) -> dict[str, Any]:
    """Draw a statement of reasons: facts, evidence, article, remedy, time limit."""
    return {"reason": reason}


@register.inclusion_tag(f"{COMPONENTS}/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """Draw what stands where nothing is yet, and what to do about it."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag(f"{COMPONENTS}/key_values.html")
def key_values(rows: Sequence[KeyValue]) -> dict[str, Any]:
    """Draw a list of names and values."""
    return {"rows": rows}


@register.inclusion_tag(f"{COMPONENTS}/data_table.html")
def data_table(table: TableValue) -> dict[str, Any]:
    """Draw a table that becomes cards on a phone."""
    rows = [in_pairs(table.columns, row) for row in table.rows]
    return {"table": table, "rows": rows}


@register.inclusion_tag(f"{COMPONENTS}/pagination.html")
def pagination(page: PageValue) -> dict[str, Any]:
    """Draw the way through a long list; nothing for a single page."""
    return {"page": page}


@register.inclusion_tag(f"{COMPONENTS}/chart_scripts.html")
def chart_scripts() -> dict[str, Any]:
    """Load the chart library, on the pages that draw charts and nowhere else."""
    return {}
