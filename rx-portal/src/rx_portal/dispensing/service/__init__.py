"""The verbs of a fill: begun when its money is held, filled here or outside, shipped, or cancelled."""

from rx_portal.dispensing.service.begin import begin
from rx_portal.dispensing.service.cancel import cancel, stop
from rx_portal.dispensing.service.counter import pick, reject, release, ship
from rx_portal.dispensing.service.exchanging import (
    ask_again,
    exchange,
    exchanges,
    open_exchange,
    references,
    told,
)
from rx_portal.dispensing.service.handing import hand_over
from rx_portal.dispensing.service.looking import look, look_at_question, questions, status_of, work
from rx_portal.dispensing.service.outside import keep, submit, sync, unheard
from rx_portal.dispensing.service.parcel import come_back, deliver, lose, send_again
from rx_portal.dispensing.service.shelf import lots_for, on_shelf, short_of, withheld_of
from rx_portal.dispensing.service.verifying import answer, ask, verify

__all__ = [
    "answer",
    "ask",
    "ask_again",
    "begin",
    "cancel",
    "come_back",
    "deliver",
    "exchange",
    "exchanges",
    "hand_over",
    "keep",
    "look",
    "look_at_question",
    "lose",
    "lots_for",
    "on_shelf",
    "open_exchange",
    "pick",
    "questions",
    "references",
    "reject",
    "release",
    "send_again",
    "ship",
    "short_of",
    "status_of",
    "stop",
    "submit",
    "sync",
    "told",
    "unheard",
    "verify",
    "withheld_of",
    "work",
]
