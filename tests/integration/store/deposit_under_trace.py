"""One deposit with real settings, run under strace by test_durable_order.py: `python -m … prepare | deposit [defect]`.

A defect takes one sync away, here and not in the product: `file`, `directory`, `database`.
"""

import os
import stat
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path


def main(verb: str, defect: str) -> None:
    import config  # noqa: F401 - puts the right SQLite in place first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    if verb == "prepare":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    else:
        _remove(defect)
        _deposit()


def _deposit() -> None:
    from django.db import transaction

    from quandun.kernel.actors import Actor
    from quandun.ledger import api as ledger
    from quandun.store import api as store

    by, at = Actor(id="ac-test", roles=frozenset({"officer"})), datetime(2026, 9, 7, 1, 30, tzinfo=UTC)
    blob = store.keep(BytesIO(b"evidence under trace"))
    with transaction.atomic():
        ticket = ledger.append("test.deposited", about=("zz-one",), body={}, by=by, at=at, objects=(blob.digests,))
    receipt = ledger.settle(ticket.entry_id)
    os.write(1, f"ANSWER {blob.sha256} {'201' if receipt else '202'}\n".encode())


def _remove(defect: str) -> None:
    real = os.fsync

    def without(fd: int) -> None:
        name, mode = str(Path(f"/proc/self/fd/{fd}").readlink()), os.fstat(fd).st_mode
        if "/objects" in name and ((defect == "file" and stat.S_ISREG(mode)) or (defect == "directory" and stat.S_ISDIR(mode))):
            return
        real(fd)

    if defect in ("file", "directory"):
        os.fsync = without  # type: ignore[assignment]  # the defect itself
    elif defect == "database":
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
