from django.apps import AppConfig
from django.core import checks


class LedgerConfig(AppConfig):
    """The append-only log (存证日志)."""

    name = "quandun.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Register the refusal of unsafe settings; `serve`, `demo` and `worker` call it themselves as well."""
        from quandun.ledger.safety import safety_check  # needs the app registry

        checks.register(safety_check, checks.Tags.database)
