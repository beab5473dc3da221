"""What a register is made of (名录的说明书). Plain frozen values; a file of `kinds/` holds one `RegisterKind`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["text", "long", "choice", "district", "credit_code", "flag"]
"""text one line · long a paragraph · choice one key of `choices` · district a division code of the city · credit_code
统一社会信用代码, 18 characters · flag yes/no."""

Capacity = Literal["registrar", "officer", "unit_head", "bureau_head"]
"""登记人 · 办案人员 · 办案机构负责人 · 部门负责人: roles of `people` that this room's access.csv can give a part."""


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One thing an entry states. `public` and `personal` together decide where it is kept and who sees it:

    public, not personal: in the public extract · public and personal: in the extract where the person agreed (see
    `RegisterKind.consent`) · personal, not public: kept apart, for the keeping unit only · neither: for officials.
    """

    key: str
    label: str
    label_en: str
    kind: FieldKind = "text"
    required: bool = True
    public: bool = False
    personal: bool = False
    choices: tuple[tuple[str, str, str], ...] = ()  # (key, 中文, English)
    help: str = ""
    help_en: str = ""

    @property
    def kept_apart(self) -> bool:
        """Whether the answer belongs to the private details: never in the entry, in an extract or in a fact."""
        return self.personal and not self.public


@dataclass(frozen=True, slots=True)
class AdmissionCheck:
    """What the decider states before an entry is admitted (入库核对事项), and where that is asked."""

    key: str
    text: str
    text_en: str
    source: str


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """A register: what it is for, what an entry states, who nominates and decides, what everybody may see.

    `basis` names the text that orders the register; what that text leaves open says so (未规定) in `admission` and `term`.
    `name_field` is the field an entry goes by; `identity` the fields that make two entries the same member.
    `consent` names the flag by which a person agrees to be named in public; needed where a public field is personal.
    """

    key: str
    name: str
    name_en: str
    basis: str
    basis_en: str
    number_word: str  # before the running number, e.g. 重点 in 重点0001
    fields: tuple[RegisterField, ...]
    name_field: str
    identity: tuple[str, ...]
    nominated_by: tuple[Capacity, ...]
    decided_by: tuple[Capacity, ...]
    admission: str
    admission_en: str
    term: str
    term_en: str
    checks: tuple[AdmissionCheck, ...] = ()
    needs_last_day: bool = False  # an admission must state its last day
    public: bool = True  # by default everybody may read the extract
    consent: str = ""

    def field(self, key: str) -> RegisterField:
        """Return the field of that key; raises StopIteration for an unknown one."""
        return next(one for one in self.fields if one.key == key)

    @property
    def public_fields(self) -> tuple[RegisterField, ...]:
        """The columns of the public extract, the name first."""
        shown = [one for one in self.fields if one.public]
        return tuple(sorted(shown, key=lambda one: one.key != self.name_field))

    @property
    def amendable_fields(self) -> tuple[RegisterField, ...]:
        """What can be corrected in an entry: not what says which member it is, nor the district it is counted in."""
        fixed = {self.name_field, self.district_field, *self.identity}
        return tuple(one for one in self.fields if one.key not in fixed)

    @property
    def district_field(self) -> str:
        """The key of the first field that names a district, or ""."""
        return next((one.key for one in self.fields if one.kind == "district"), "")


def faults_of(kind: RegisterKind) -> Iterable[str]:
    """Yield what contradicts itself in a register's file; a register with a fault stops the start."""
    keys = [one.key for one in kind.fields]
    if len(set(keys)) != len(keys):
        yield "字段重复"
    for named in (kind.name_field, *kind.identity, *((kind.consent,) if kind.consent else ())):
        if named not in keys:
            yield f"没有名为 {named} 的字段"
            return
    name = kind.field(kind.name_field)
    if not name.public or not name.required:
        yield f"{name.key} 是名称，应当必填并公开"
    if any(kind.field(key).kept_apart for key in kind.identity):
        yield "识别同一成员的字段不能是另行保存的个人信息"
    if kind.consent and kind.field(kind.consent).kind != "flag":
        yield f"{kind.consent} 应当是“是/否”"
    if not kind.consent and any(one.public and one.personal for one in kind.fields):
        yield "公开个人信息须取得本人单独同意，缺少 consent"
    yield from (f"{one.key} 没有选项" for one in kind.fields if one.kind == "choice" and not one.choices)
    if not kind.nominated_by or not kind.decided_by:
        yield "没有写明由谁提名、由谁决定"
