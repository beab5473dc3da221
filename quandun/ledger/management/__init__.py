"""Django's own commands that this room must answer for."""
