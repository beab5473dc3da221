"""The sample matter as data for templates: every step with what the file held when its documents were made.

A stall in 历下区, a sole trader, a mark similar and not identical. All names are invented.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno

from quandun.cases.case_types.administrative_penalty.documents import DOCUMENTS

VECTORS = Path(__file__).parents[2] / "vectors" / "documents"
ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "quandun/cases/case_types/administrative_penalty/templates"
PUBLICATION_COPY = ROOT / "quandun/disclosure/templates_typst/publication_copy.typ"
RECEIPT = ROOT / "quandun/evidence/templates_typst/receipt.typ"

Data = dict[str, Any]  # JSON that tests bend on purpose


@dataclass(frozen=True, slots=True)
class Made:
    """One document of the walk: its step, its key, its template and the data it is made from."""

    step: str
    key: str
    template: Path
    data: Data

    @property
    def name(self) -> str:
        return f"{self.step}-{self.key}"


def load(name: str) -> Any:
    return json.loads((VECTORS / name).read_text("utf-8"))


def verification_code(url: str) -> str:
    out = io.BytesIO()
    segno.make(url, error="m").save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()


def matter(*, title: str, key: str = "", number: str = "", date_text: str = "2026年10月16日") -> Data:
    base: Data = load("matter.json")
    base["document"] |= {"key": key, "title": title, "number": number, "date_text": date_text}
    base["document"]["verify_qr_svg"] = verification_code(base["document"]["verify_url"])
    return base


def walk() -> Iterator[Made]:
    """Yield the documents in order; `file` and `issued` grow as in a real case."""
    specs = {spec.key: spec for spec in DOCUMENTS}
    held: Data = {}
    issued: Data = {}
    for step in load("walk.json"):
        for key in step["documents"]:
            spec = specs[key]
            number = f"济历市监{spec.number_word}〔2026〕1号" if spec.number_word else ""
            data = matter(title=spec.title, key=key, number=number, date_text=step["date_text"])
            data |= {
                "answers": step["answers"],
                "signatures": step["signatures"],
                "clocks": step["clocks"],
                "file": json.loads(json.dumps(held)),
                "issued": json.loads(json.dumps(issued)),
            }
            yield Made(step["step"], key, TEMPLATES / f"{spec.template}.typ", data)
            issued[key] = {"number": number, "date_text": step["date_text"]}
        held[step["step"]] = step["answers"]


def publication_copy() -> Made:
    data = matter(title="行政处罚决定书（公开文本）", date_text="2026年11月6日") | load("publication.json")
    return Made("publish", "publication_copy", PUBLICATION_COPY, data)


def receipt() -> Made:
    data = matter(title="电子证据存证回执", date_text="2026年8月31日") | load("receipt.json")
    return Made("deposit", "receipt", RECEIPT, data)


def everything() -> list[Made]:
    return [*walk(), publication_copy(), receipt()]


def find(name: str) -> Made:
    return next(made for made in everything() if made.name == name)
