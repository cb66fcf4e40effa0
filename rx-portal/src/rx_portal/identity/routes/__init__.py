"""The HTTP edge of identity: the doors, and each member of staff's own second factors."""

from rx_portal.identity.routes import doors, factors

handlers = [*doors.handlers, *factors.handlers]
