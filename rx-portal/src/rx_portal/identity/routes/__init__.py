"""The HTTP edge of identity: the doors, each member of staff's own second factors, and the list of staff."""

from rx_portal.identity.routes import doors, factors, staffing

handlers = [*doors.handlers, *factors.handlers, *staffing.handlers]
