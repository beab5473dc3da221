"""What runs by itself: the store's part of `ledger check`, and the sweep of what crashed deposits left."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from quandun.ledger import api as ledger
from quandun.store import services
from quandun.store.errors import ObjectMissing, StoreError
from quandun.store.files import backend

log = logging.getLogger("quandun.store")

LEFTOVER_AGE = timedelta(days=1)  # longer than any upload takes


def register() -> None:
    """Make both known to the ledger."""
    ledger.register_check("store.objects", check_objects)
    ledger.job("store.sweep_leftovers", every=timedelta(days=1))(sweep_leftovers)


def check_objects(facts: Iterator[ledger.Fact], progress: ledger.Progress | None) -> Iterable[ledger.Fault]:
    """Yield a fault for every entry that names a file which is missing or whose digests or size differ."""
    named: dict[ledger.ObjectDigests, list[tuple[str, int | None]]] = {}
    for fact in facts:
        for digests in fact.objects:
            named.setdefault(digests, []).append((fact.id, fact.index))
    for done, (digests, entries) in enumerate(named.items(), start=1):
        what = _trouble(digests)
        for entry_id, index in entries if what else ():
            yield ledger.Fault(entry_id, index, f"文件 {digests.sha256} {what}")
        if progress:
            progress(done, len(named))


def _trouble(digests: ledger.ObjectDigests) -> str:
    try:
        found = services.digests_of(digests.sha256)
    except ObjectMissing:
        return "已不在文件库"
    except StoreError:
        return "无法读取"
    return "" if found == digests else "的内容与日志中的摘要不符"


def sweep_leftovers(payload: Mapping[str, object], at: datetime) -> None:
    """Remove temp files older than a day."""
    swept = backend().sweep(at - LEFTOVER_AGE)
    log.info("store.leftovers_swept", extra={"files": swept})
