"""The HTTP edge of visits: pages for patients, and the same verbs for programs."""

from rx_portal.visit.routes import api, pages

handlers = [*pages.handlers, *api.handlers]
