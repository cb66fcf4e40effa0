"""What a notice is about, and what may happen to the agreement to texts."""

from enum import StrEnum


class Language(StrEnum):
    """The languages that notices are written in."""

    ENGLISH = "en"
    SPANISH = "es"


class Change(StrEnum):
    """What happened to a patient's choice."""

    TEXTS_AGREED = "texts_agreed"
    TEXTS_ENDED = "texts_ended"
    LANGUAGE_CHOSEN = "language_chosen"


class Way(StrEnum):
    """How somebody said so: on the page, or by replying to a text."""

    PAGE = "page"
    REPLY = "reply"


class Occasion(StrEnum):
    """Why somebody is written to."""

    CHOOSE_TIME = "choose_time"
    VISIT_BOOKED = "visit_booked"
    VISIT_SOON = "visit_soon"
    VISIT_CANCELLED = "visit_cancelled"
    VISIT_CALLED_OFF = "visit_called_off"
    DECIDED = "decided"
    QUESTION = "question"
    GO_ON = "go_on"
    LINK = "link"
    OFFERED = "offered"
    WAITING = "waiting"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    NOT_FILLED = "not_filled"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    OFFER_OVER = "offer_over"
    TEXTS_OVER = "texts_over"
    TEXTS_AGAIN = "texts_again"
    TEXTS_HELP = "texts_help"


STOP = frozenset({"stop", "stopall", "unsubscribe", "end", "quit", "alto", "parar", "baja"})
START = frozenset({"start", "unstop", "alta"})
HELP = frozenset({"help", "info", "ayuda"})
"""What a reply may say, in any case; everything else is not understood and changes nothing."""
