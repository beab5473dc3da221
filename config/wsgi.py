"""The WSGI door: `granian --interface wsgi config.wsgi:application`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the profile must be named first

application = get_wsgi_application()
