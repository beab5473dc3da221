from django.apps import AppConfig
from django.conf import settings


class HouseConfig(AppConfig):
    """Puts the rooms together: what no room may know of another is joined here, once, at start."""

    name = "config"
    label = "house"

    def ready(self) -> None:
        """Load the city's own law; register each room's part of the city folder and the doors of the main navigation."""
        from config.house import join_rooms

        join_rooms(settings.CITY_DIR)
