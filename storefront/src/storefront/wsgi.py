"""The shop as a WSGI application, for `granian --interface wsgi storefront.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from shared_lib import heap
from shared_lib.telemetry import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")
start.web("storefront")

application = get_wsgi_application()

from storefront.search import memory  # noqa: E402 - once the applications are there

memory.warm()
heap.settle()
