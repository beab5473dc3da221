"""The one typed reader of environment variables; docs/operate/settings.md lists them.

An unknown QUANDUN_ variable stops the start: a misspelt setting must not be silently ignored.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import yaml

KNOWN = frozenset(
    {
        "QUANDUN_VAR",
        "QUANDUN_HEAD_DIR",
        "QUANDUN_SECRET_KEY",
        "QUANDUN_VAULT_KEY",
        "QUANDUN_LOG_KEY_FILE",
        "QUANDUN_LOG_ORIGIN",
        "QUANDUN_ALLOWED_HOSTS",
        "QUANDUN_CITY",
        "QUANDUN_PUBLIC_URL",
    }
)


def city_words(folder: Path) -> dict[str, str]:
    """Return what the city folder says of itself in city.yaml, as text; {} when there is none to read yet."""
    path = folder / "city.yaml"
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}  # `quandun city check` is what explains a broken folder
    return {str(key): str(value) for key, value in raw.items()} if isinstance(raw, dict) else {}


class SettingsError(SystemExit):
    """A setting is missing, unknown or malformed; the start stops with one line."""


@dataclass(frozen=True)
class Reader:
    """Reads the environment; `root` is the project's folder."""

    root: Path

    def __post_init__(self) -> None:
        unknown = sorted(name for name in os.environ if name.startswith("QUANDUN_") and name not in KNOWN)
        if unknown:
            raise SettingsError(f"settings: unknown variable {unknown[0]}; docs/operate/settings.md lists the known ones")

    def text(self, name: str, default: str | None = None) -> str:
        """Return the variable or its default; without a default a missing variable stops the start."""
        value = os.environ.get(name, default)
        if value is None:
            raise SettingsError(f"settings: {name} is not set; production has no default for it (docs/operate/settings.md)")
        return value

    def path(self, name: str, default: str | None = None) -> Path:
        """Return an absolute path; relative ones start at the project's folder."""
        return (self.root / self.text(name, default)).resolve()

    def words(self, name: str, default: str | None = None) -> list[str]:
        """Return a comma-separated list."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def database(self, sqlite_file: Path, *, synchronous: str = "FULL") -> dict[str, Any]:
        """Return Django's database settings from DATABASE_URL, else embedded SQLite at `sqlite_file`."""
        url = os.environ.get("DATABASE_URL", "")
        if not url:
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(sqlite_file),
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    # FULL, not NORMAL: NORMAL loses acknowledged rows when the power goes (docs/decisions/0003).
                    "init_command": "PRAGMA journal_mode=WAL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
                    f"PRAGMA synchronous={synchronous};",
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                },
            }
        parts = urlparse(url)
        if parts.scheme not in ("postgres", "postgresql"):
            raise SettingsError(f"settings: DATABASE_URL must start with postgresql://, not {parts.scheme}://")
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        options = {key: unquote(value) for key, value in query.items() if key not in ("host", "port")}
        unknown = sorted(set(options) - {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name"})
        if unknown:
            raise SettingsError(f"settings: DATABASE_URL has an unknown option {unknown[0]}")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or query.get("port", "")),
            "OPTIONS": options,
            "CONN_MAX_AGE": None,
        }
