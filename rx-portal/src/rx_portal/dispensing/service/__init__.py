"""The verbs of a fill: begun when its money is held, filled here or outside, shipped, or cancelled."""

from rx_portal.dispensing.service.begin import begin
from rx_portal.dispensing.service.cancel import cancel, stop
from rx_portal.dispensing.service.counter import pick, reject, release, ship, verify
from rx_portal.dispensing.service.handing import hand_over
from rx_portal.dispensing.service.looking import look, status_of, work
from rx_portal.dispensing.service.outside import keep, submit, sync, unheard
from rx_portal.dispensing.service.parcel import deliver
from rx_portal.dispensing.service.shelf import lots_for

__all__ = [
    "begin",
    "cancel",
    "deliver",
    "hand_over",
    "keep",
    "look",
    "lots_for",
    "pick",
    "reject",
    "release",
    "ship",
    "status_of",
    "stop",
    "submit",
    "sync",
    "unheard",
    "verify",
    "work",
]
