"""The desk's pages."""

from rx_portal.desk.routes import calendar, case, home, oversight, protocol, visit

handlers = [
    *home.handlers,
    *case.handlers,
    *visit.handlers,
    *calendar.handlers,
    *protocol.handlers,
    *oversight.handlers,
]
