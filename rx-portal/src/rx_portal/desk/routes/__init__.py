"""The desk's pages."""

from rx_portal.desk.routes import calendar, case, home, oversight, protocol, urgent, visit

handlers = [
    *home.handlers,
    *case.handlers,
    *urgent.handlers,
    *visit.handlers,
    *calendar.handlers,
    *protocol.handlers,
    *oversight.handlers,
]
