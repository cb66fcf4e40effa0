"""What intake serves: pages, one question to each, and the same verbs for programs."""

from rx_portal.intake.routes import api, asking, checking

handlers = [*asking.handlers, *checking.handlers, *api.handlers]
