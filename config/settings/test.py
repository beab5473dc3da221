"""For tests: relaxed sync (said loudly at start), fast password hashing, its own folders.

The database is that of DATABASE_URL, else a SQLite file; `tests/databases.py` chooses before this is read.
"""

import os

from config.settings.base import *

DEBUG = False
RELAXED_SYNC = True
SECRET_KEY = "test-only-not-a-secret"  # noqa: S105
VAULT_KEY = "22" * 32
ALLOWED_HOSTS = ["*"]
VAR = read.path("QUANDUN_VAR", "var/test")
OBJECTS_DIR, HEAD_DIR, LOG_KEY_FILE, STATIC_ROOT = VAR / "objects", VAR / "head", VAR / "keys" / "log.key", VAR / "static"
DATABASES = {"default": read.database(VAR / "test.sqlite3", synchronous="OFF")}
if not os.environ.get("DATABASE_URL"):
    # A file, not :memory:: several connections (threads, the live server) must see one database.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
