"""What intake serves: pages, one question to each, and the same verbs for programs."""

from rx_portal.intake.routes import api, asking, checking, photographing

handlers = [*asking.handlers, *photographing.handlers, *checking.handlers, *api.handlers]
