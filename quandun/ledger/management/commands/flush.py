"""Django's `flush`, in the way of which a log stands: refused, except on a test database (profile `test`)."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from quandun.ledger import head, triggers


class Command(flush.Command):
    """Empty a test database between tests: triggers off, tables and head file emptied, triggers on."""

    def handle(self, **options: Any) -> None:
        """Refuse outside profile `test`; the log is the last thing an operator may empty by a slip."""
        if not settings.RELAXED_SYNC:
            raise CommandError("存证日志不可清空（flush 只用于测试环境）")
        connection = connections[options["database"]]
        triggers.remove(connection)
        try:
            super().handle(**options)
        finally:
            triggers.install(connection)
        head.forget()
