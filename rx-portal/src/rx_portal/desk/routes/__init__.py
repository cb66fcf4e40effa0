"""The desk's pages."""

from rx_portal.desk.routes import calendar, case, home, oversight, visit

handlers = [*home.handlers, *case.handlers, *visit.handlers, *calendar.handlers, *oversight.handlers]
