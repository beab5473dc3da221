"""The WSGI door: `granian --interface wsgi config.wsgi:application`. It opens only on safe settings and an unbroken log."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the profile must be named first

application = get_wsgi_application()

from quandun.ledger import api as ledger  # noqa: E402 - models exist only once the application does

ledger.refuse_unsafe()
