"""What enrollment serves: pages, and the same verbs for programs."""

from rx_portal.enrollment.routes import api, consent, particulars

handlers = [*particulars.handlers, *consent.handlers, *api.handlers]
