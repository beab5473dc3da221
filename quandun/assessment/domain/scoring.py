"""Whose progress is shown and whose is not (不计分的单位)."""

# Courts and procuratorates judge and supervise, people's congresses and the CPPCC oversee: their tasks are listed, never scored or urged.
UNSCORED_KINDS = frozenset({"court", "procuratorate", "congress", "cppcc"})


def scored(unit_kind: str) -> bool:
    """Say whether progress of a unit of this kind is shown and may be supervised."""
    return unit_kind not in UNSCORED_KINDS
