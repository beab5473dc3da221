"""What every profile shares. Profiles set the rest and say why (docs/operate/settings.md)."""

from pathlib import Path
from typing import Any

from config.settings.reader import Reader, city_words
from config.settings.reader import SettingsError as SettingsError
from quandun.kernel.clocks import Clock, SystemClock

ROOT = Path(__file__).resolve().parents[2]
read = Reader(ROOT)

DEMO = False
INLINE_WORKER = False
RELAXED_SYNC = False
CLOCK: Clock = SystemClock()

VAR = read.path("QUANDUN_VAR", "var")
OBJECTS_DIR = VAR / "objects"
OBJECT_LIMIT_BYTES = 2 * 1024**3
REPORT_FILE_LIMIT_BYTES = 200 * 1024**2  # one file of an anonymous report
REQUEST_LIMIT_BYTES = 210 * 1024**2  # a whole request, refused by its declared length before it is read
# Apart from the database on purpose: whoever restores an old database must not restore this with it.
HEAD_DIR = read.path("QUANDUN_HEAD_DIR", str(VAR / "head"))
LOG_ORIGIN = read.text("QUANDUN_LOG_ORIGIN", "quandun.example/log")
LOG_KEY_FILE = read.path("QUANDUN_LOG_KEY_FILE", str(VAR / "keys" / "log.key"))
CITY_DIR = read.path("QUANDUN_CITY", "cities/jinan")
_city = city_words(CITY_DIR)
CITY_NAME, CITY_NAME_EN = _city.get("name", ""), _city.get("name_en", "")
OPERATING_UNIT, OPERATING_UNIT_EN = _city.get("operating_unit", ""), _city.get("operating_unit_en", "")
HELP_CONTACT, HELP_CONTACT_EN = _city.get("help_contact", ""), _city.get("help_contact_en", "")
PUBLIC_URL = read.text("QUANDUN_PUBLIC_URL", "http://127.0.0.1:8000")

ROOMS = (
    "ledger",
    "store",
    "people",
    "frame",
    "documents",
    "matters",
    "rights",
    "registers",
    "exchange",
    "evidence",
    "intake",
    "identification",
    "cases",
    "workbench",
    "disclosure",
    "assessment",
    "portal",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "config",
    # The rooms stand before allauth, or allauth's own templates would win over ours.
    *(f"quandun.{room}" for room in ROOMS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "quandun.frame.site.frame_context",
            ]
        },
    }
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "quandun.frame.middleware.SecurityHeaders",  # before WhiteNoise and the limit: static files and refusals carry the headers too
    "quandun.frame.middleware.RequestLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "quandun.frame.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "quandun.frame.middleware.IdleSessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "quandun.frame.middleware.SecondFactor",
    "quandun.frame.middleware.Refusals",
    "allauth.account.middleware.AccountMiddleware",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# One cache for all processes: log-in limits and used codes must be counted once. Its table is made by frame's migration.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "frame_cache"}}
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "/"
CSRF_FAILURE_VIEW = "quandun.frame.views.csrf_failure"
CSRF_COOKIE_HTTPONLY = True  # the token stands in the page; no script reads the cookie
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 30 * 60
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer makes browsers send Origin: null, and every form fails the CSRF check
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = ["account.W001"]  # sign-up is closed
ACCOUNT_ADAPTER = "quandun.frame.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ALLAUTH_TRUSTED_PROXY_COUNT = 0
MFA_ADAPTER = "quandun.frame.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # one step of 30 s either way: telephones' clocks drift
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"events": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "events"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django would log the address of every 404, and addresses carry tracking codes; frame logs failures by incident id.
    "loggers": {"django.request": {"level": "CRITICAL"}, "django.security.csrf": {"level": "CRITICAL"}},
}
