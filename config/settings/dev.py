"""For work on the code: DEBUG, development keys, embedded SQLite."""

from config.settings.base import *

DEBUG = True
SECRET_KEY = read.text("QUANDUN_SECRET_KEY", "development-only-not-a-secret")
VAULT_KEY = read.text("QUANDUN_VAULT_KEY", "00" * 32)
ALLOWED_HOSTS = read.words("QUANDUN_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASES = {"default": read.database(VAR / "quandun.sqlite3")}
INLINE_WORKER = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
