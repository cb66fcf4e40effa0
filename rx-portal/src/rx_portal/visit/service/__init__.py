"""The verbs of a visit, one transaction each."""

from rx_portal.visit.service.attending import complete, furnish, join, keep_note, miss, start
from rx_portal.visit.service.booking import book, call_off, cancel, hold, release, reschedule
from rx_portal.visit.service.calendar import cancel_time_off, set_hours
from rx_portal.visit.service.leave import look_for_colleagues, take_time_off
from rx_portal.visit.service.licensing import WATCH, let_licence_end, record_licence, watch_licence
from rx_portal.visit.service.reading import look, times
from rx_portal.visit.service.window import chase, close, expire_hold, lapse, require, settle_work
from rx_portal.visit.service.zone import zone_of

__all__ = [
    "WATCH",
    "book",
    "call_off",
    "cancel",
    "cancel_time_off",
    "chase",
    "close",
    "complete",
    "expire_hold",
    "furnish",
    "hold",
    "join",
    "keep_note",
    "lapse",
    "let_licence_end",
    "look",
    "look_for_colleagues",
    "miss",
    "record_licence",
    "release",
    "require",
    "reschedule",
    "set_hours",
    "settle_work",
    "start",
    "take_time_off",
    "times",
    "watch_licence",
    "zone_of",
]
