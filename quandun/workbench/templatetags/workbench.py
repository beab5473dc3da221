"""What every page of the workbench shows: the doors between its pages. `{% load workbench %}`."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

register = template.Library()

PAGES = (
    ("workbench:index", gettext_noop("法律参数")),
    ("workbench:deadline", gettext_noop("期限计算")),
    ("workbench:choose_right", gettext_noop("损害赔偿")),
    ("workbench:choose_article", gettext_noop("刑事标准")),
    ("workbench:court", gettext_noop("管辖法院")),
    ("workbench:competence", gettext_noop("职权")),
    ("workbench:changes", gettext_noop("法律变化")),
)


@register.inclusion_tag("workbench/tabs.html", takes_context=True)
def law_tabs(context: RequestContext) -> dict[str, Any]:
    """Draw the doors between the pages on law; the one the visitor stands in is current."""
    path = context["request"].path
    doors = [(reverse(name), gettext(label)) for name, label in PAGES]
    here = max((url for url, _ in doors if path.startswith(url)), key=len, default="")
    return {"tabs": [(url, label, url == here) for url, label in doors]}
