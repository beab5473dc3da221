from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers (名录)."""

    name = "quandun.registers"
    label = "registers"
