"""The sensitivity picture (敏感性图): a tornado chart as SVG, drawn from numbers alone. No script, no outside reference.

Solid bars show ten per cent down and up; the thin bar behind them shows the disputed range where one was stated.
"""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Final

from quandun.law.damages.sensitivity import Swing

_WIDTH: Final = 760
_LABEL: Final = 330  # room for the name and a figure at the left
_RIGHT: Final = 80
_ROW: Final = 40
_TOP: Final = 58
_BOTTOM: Final = 58
_SHOWN: Final = 12  # more rows would not be read
_DOWN, _UP, _RANGE, _INK, _FAINT = "#8a5a00", "#0b5cad", "#c9d3dd", "#1f2933", "#6b7785"
_HOW: Final = "每次只变动一个数值；比例不超过 100%，倍数不超出法定幅度；未受请求数额的限制。"
_WAN = 1_000_000  # fen in ten thousand yuan


def tornado_svg(rows: Sequence[Swing], *, font: str = "'Noto Serif SC', 'Songti SC', SimSun, serif") -> str:
    """Return the picture of the widest rows, or "" when there is nothing to move. `font` is a CSS font-family."""
    shown = list(rows[:_SHOWN])
    if not shown:
        return ""
    low, high = min(row.least_fen for row in shown), max(row.most_fen for row in shown)
    span = max(high - low, 1)

    def x(fen: int) -> float:
        return _LABEL + (fen - low) / span * (_WIDTH - _LABEL - _RIGHT)

    height = _TOP + _ROW * len(shown) + _BOTTOM
    result = shown[0].result_fen
    title = "各数值变动对合计的影响"
    description = "；".join(f"{row.name} {_wan(row.least_fen)} 至 {_wan(row.most_fen)}" for row in shown)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img" '
        f'aria-labelledby="tornado-title tornado-desc" font-family="{escape(font)}" font-size="14" fill="{_INK}">',
        f'<title id="tornado-title">{title}</title><desc id="tornado-desc">{escape(description)}</desc>',
        f'<text x="0" y="22" font-size="16">{title}（单位：万元）</text>',
        *_legend(),
        f'<path d="M{x(result):.1f} {_TOP - 8}V{height - _BOTTOM + 6}" stroke="{_INK}" stroke-dasharray="3 3"/>',
    ]
    for at, row in enumerate(shown):
        lines += _row(row, _TOP + _ROW * at, x)
    lines += [
        f'<text x="{x(result):.1f}" y="{height - _BOTTOM + 24}" text-anchor="{_anchor(x(result))}">按主张合计 {_wan(result)}</text>',
        f'<text x="0" y="{height - 10}" font-size="12" fill="{_FAINT}">{_HOW}</text>',
        "</svg>",
    ]
    return "\n".join(lines)


def _row(row: Swing, top: int, x: Callable[[int], float]) -> Iterator[str]:
    name = row.name if len(row.name) <= 17 else row.name[:16] + "…"
    yield f'<text x="0" y="{top + 16}">{escape(name)}</text>'
    yield f'<text x="0" y="{top + 32}" font-size="12" fill="{_FAINT}">{escape(row.value)}　{escape(row.mark)}</text>'
    if row.low_fen is not None or row.high_fen is not None:
        yield _bar(x(row.least_fen), x(row.most_fen), top + 4, 24, _RANGE)
    yield _bar(x(row.down_fen), x(row.result_fen), top + 8, 16, _DOWN)
    yield _bar(x(row.result_fen), x(row.up_fen), top + 8, 16, _UP)
    yield f'<text x="{x(row.least_fen) - 6:.1f}" y="{top + 20}" font-size="12" text-anchor="end">{_wan(row.least_fen)}</text>'
    yield f'<text x="{x(row.most_fen) + 6:.1f}" y="{top + 20}" font-size="12">{_wan(row.most_fen)}</text>'


def _bar(left: float, right: float, top: int, height: int, colour: str) -> str:
    return f'<rect x="{left:.1f}" y="{top}" width="{max(right - left, 0.5):.1f}" height="{height}" fill="{colour}"/>'


def _legend() -> Iterator[str]:
    for at, (colour, words) in enumerate(((_DOWN, "减少 10%"), (_UP, "增加 10%"), (_RANGE, "争议区间"))):
        left = _LABEL + at * 100
        yield f'<rect x="{left}" y="36" width="14" height="10" fill="{colour}"/><text x="{left + 20}" y="46" font-size="12">{words}</text>'


def _anchor(x: float) -> str:
    if x > _WIDTH - 120:
        return "end"
    return "start" if x < _LABEL + 60 else "middle"


def _wan(fen: int) -> str:
    return f"{fen / _WAN:,.2f}"
