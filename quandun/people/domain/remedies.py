"""Where a decision of a body can be challenged (救济机关): the city folder's remedies.tsv. Absent file, absent knowledge."""

from dataclasses import dataclass
from pathlib import Path

from quandun.people.domain.city import CityFolderFaulty, Fault

COLUMNS = ("key", "reconsideration_body", "court", "confidence", "note")


@dataclass(frozen=True, slots=True)
class Remedy:
    """The reconsideration body (行政复议机关) and court for the decisions of one body."""

    key: str
    reconsideration_body: str
    court: str


def read_remedies(folder: Path, keys: frozenset[str]) -> tuple[Remedy, ...]:
    """Read remedies.tsv; raises CityFolderFaulty with every fault. `keys` are the bodies the folder knows."""
    path = folder / "remedies.tsv"
    if not path.exists():
        return ()
    faults: list[Fault] = []
    found: list[Remedy] = []
    header_seen = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header_seen:
            header_seen = True
            if tuple(cells) != COLUMNS:
                faults.append(Fault(path.name, number, "表头不对", f"表头应为 {' '.join(COLUMNS)}"))
            continue
        if len(cells) != len(COLUMNS) or not all(cells[:3]):
            faults.append(Fault(path.name, number, "列数不对或有空格子", "每行五列，前三列必填"))
        elif cells[0] not in keys:
            faults.append(Fault(path.name, number, f"没有编码为 {cells[0]} 的机构", "请先在 bodies.tsv 登记"))
        else:
            found.append(Remedy(*cells[:3]))
    if faults:
        raise CityFolderFaulty(faults)
    return tuple(found)
