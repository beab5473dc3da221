"""Which registers are installed: every file under kinds/. Adding one edits nothing here."""

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from quandun.registers import kinds
from quandun.registers.domain.kinds import RegisterKind, faults_of
from quandun.registers.errors import BadRegister, UnknownRegister


@lru_cache(maxsize=1)
def installed() -> dict[str, RegisterKind]:
    """Return the installed registers by key, each checked; raises BadRegister."""
    found: dict[str, RegisterKind] = {}
    for module in iter_modules(kinds.__path__):
        kind: RegisterKind = import_module(f"{kinds.__name__}.{module.name}").REGISTER
        if faults := list(faults_of(kind)):
            raise BadRegister(key=kind.key, what="；".join(faults))
        found[kind.key] = kind
    return found


def register_of(key: str) -> RegisterKind:
    """Return the register of that key; raises UnknownRegister."""
    found = installed().get(key)
    if found is None:
        raise UnknownRegister(key=key, known="、".join(installed()))
    return found
