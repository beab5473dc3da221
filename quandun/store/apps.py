from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The object store (文件库)."""

    name = "quandun.store"
    label = "store"

    def ready(self) -> None:
        """Let `ledger check` re-hash the files, and the schedule sweep leftovers."""
        from quandun.store import upkeep  # needs the app registry

        upkeep.register()
