"""Which case types are installed: every folder under case_types/ that holds a manifest. Adding one edits nothing here."""

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from quandun.cases import case_types
from quandun.cases.domain.rules import check_manifest
from quandun.cases.domain.types import CaseType
from quandun.cases.errors import UnknownCaseType


@lru_cache(maxsize=1)
def installed() -> dict[str, CaseType]:
    """Return the installed case types by key, each checked; raises BadManifest."""
    found: dict[str, CaseType] = {}
    for module in iter_modules(case_types.__path__):
        case_type: CaseType = import_module(f"{case_types.__name__}.{module.name}.manifest").CASE_TYPE
        check_manifest(case_type)
        found[case_type.key] = case_type
    return found


def case_type_of(key: str) -> CaseType:
    """Return the case type of that key; raises UnknownCaseType."""
    found = installed().get(key)
    if found is None:
        raise UnknownCaseType(key=key)
    return found


def template_of(case_type: CaseType, template: str) -> Path:
    """Return the path of a document template of the case type."""
    for root in case_types.__path__:
        path = Path(root) / case_type.key / "templates" / f"{template}.typ"
        if path.exists():
            return path
    raise UnknownCaseType(key=f"{case_type.key}/templates/{template}.typ")
