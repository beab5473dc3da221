"""For a city: every secret from the environment, TLS assumed in front, no defaults that would be unsafe."""

from config.settings.base import *

DEBUG = False
PRODUCTION = True
LOG_KEY_MUST_EXIST = True
SECRET_KEY = read.text("QUANDUN_SECRET_KEY")
VAULT_KEY = read.text("QUANDUN_VAULT_KEY")
if len(SECRET_KEY) < 40 or "not-a-secret" in SECRET_KEY:
    raise SettingsError("settings: QUANDUN_SECRET_KEY must be at least 40 random characters")
if len(VAULT_KEY) != 64 or len(set(VAULT_KEY)) < 8 or set(VAULT_KEY.lower()) - set("0123456789abcdef"):
    raise SettingsError("settings: QUANDUN_VAULT_KEY must be 32 random bytes in hexadecimal")
ALLOWED_HOSTS = read.words("QUANDUN_ALLOWED_HOSTS")
if "*" in ALLOWED_HOSTS or not ALLOWED_HOSTS:
    raise SettingsError("settings: QUANDUN_ALLOWED_HOSTS must name the site's hosts, not *")
PUBLIC_URL = read.text("QUANDUN_PUBLIC_URL")
if not PUBLIC_URL.startswith("https://"):
    raise SettingsError("settings: QUANDUN_PUBLIC_URL must start with https://; it is printed on documents")
LOG_ORIGIN = read.text("QUANDUN_LOG_ORIGIN")
DATABASES = {"default": read.database(VAR / "quandun.sqlite3")}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
LANGUAGE_COOKIE_SECURE = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1
