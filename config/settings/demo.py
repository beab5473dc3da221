"""The demonstration: a training site with invented people. Its passwords exist in this profile only."""

from config.settings.base import *

DEBUG = False
DEMO = True
SECRET_KEY = read.text("QUANDUN_SECRET_KEY", "demonstration-only-not-a-secret")
VAULT_KEY = read.text("QUANDUN_VAULT_KEY", "11" * 32)
ALLOWED_HOSTS = read.words("QUANDUN_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASES = {"default": read.database(VAR / "demo.sqlite3")}
INLINE_WORKER = True
