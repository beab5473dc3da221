"""The things of the story: real files, made by the same typesetter that makes documents."""

import json
from typing import Literal

import typst

from quandun.documents.domain.rendering import FONTS

PAGE = """
#let d = json(bytes(sys.inputs.data))
#set text(font: sys.inputs.font, lang: "zh", size: 12pt)
"""

CERTIFICATE = (
    PAGE
    + """
#set page(width: 16cm, height: 11cm, margin: 1.2cm, fill: rgb("#fffdf6"))
#rect(width: 100%, height: 100%, stroke: 1.5pt + rgb("#8a6d2f"), inset: 1cm)[
  #align(center)[#text(20pt, tracking: 6pt)[商标注册证（演示）]]
  #v(0.6em) 第 #d.number 号
  #v(0.4em) 商标：#text(24pt)[#d.name]
  #v(0.3em) 核定使用商品（第 #d.classes 类）：#d.goods
  #v(0.3em) 注册人：#d.owner
  #v(0.3em) 有效期至 #d.last_day
]
"""
)

STALL = (
    PAGE
    + """
#set page(width: 20cm, height: 13cm, margin: 0pt, fill: rgb("#d8d2c4"))
#place(top + left, rect(width: 20cm, height: 3cm, fill: rgb("#7a2e22")))
#place(top + center, dy: 0.8cm, text(34pt, fill: rgb("#f4e3b2"), tracking: 10pt)[#d.place])
#place(bottom + center, dy: -0.6cm, grid(columns: 6, gutter: 0.35cm,
  ..range(12).map(i => rect(width: 2.6cm, height: 3.6cm, fill: rgb("#3f6b3a"), stroke: 0.6pt + black)[
    #set text(fill: rgb("#fdf8e4")); #align(center)[#v(0.3cm) #text(17pt)[#d.sign] \\ #v(0.2cm) #text(9pt)[#d.goods]]
  ])))
#place(bottom + right, dx: -0.2cm, dy: -0.1cm, text(8pt)[演示照片 #d.caption])
"""
)

PACKET = (
    PAGE
    + """
#set page(width: 12cm, height: 15cm, margin: 0pt, fill: rgb("#efe9da"))
#place(center + horizon, rect(width: 8cm, height: 11cm, radius: 6pt, fill: rgb("#3f6b3a"))[
  #set text(fill: rgb("#fdf8e4")); #align(center)[#v(1.6cm) #text(44pt)[#d.sign] \\ #v(0.8cm) #text(16pt)[#d.goods] \\ #v(3cm) #text(10pt)[净含量 250 克]]
])
#place(bottom + right, dx: -0.2cm, dy: -0.1cm, text(8pt)[演示照片 #d.caption])
"""
)

LETTER = (
    PAGE
    + """
#set page(width: 18cm, height: 14cm, margin: 2cm)
#align(center)[#text(16pt)[#d.title]]
#v(1em)
#set par(first-line-indent: (amount: 2em, all: true), leading: 1em)
#d.body
#v(2em)
#align(right)[#d.signed \\ #d.day]
"""
)


def picture(source: str, **facts: str) -> bytes:
    """Return a PNG made of the source and facts."""
    return _made(source, "png", facts)


def paper(source: str, **facts: str) -> bytes:
    """Return a PDF made of the source and facts."""
    return _made(source, "pdf", facts)


def _made(source: str, kind: Literal["pdf", "png"], facts: dict[str, str]) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    compiler = typst.Compiler(font_paths=fonts)
    inputs = {"data": json.dumps(facts, ensure_ascii=False), "font": fonts.families()[0]}
    made = compiler.compile(source.encode(), sys_inputs=inputs, format=kind, ppi=110.0 if kind == "png" else None)
    if isinstance(made, bytes):
        return made
    raise TypeError("one page was expected")
