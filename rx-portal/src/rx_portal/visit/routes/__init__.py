"""The HTTP edge of visits: pages for patients, and the same verbs for programs."""

from rx_portal.visit.routes import api, pages, staff_api

handlers = [*pages.handlers, *api.handlers, *staff_api.handlers]
