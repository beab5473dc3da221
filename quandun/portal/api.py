"""Front door of the portal (门户): nothing stands after it, so nothing leaves by it."""

__all__: list[str] = []
