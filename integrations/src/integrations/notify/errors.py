"""How a notification can fail."""

from shared_lib.errors import Conflict, Invalid


class NotifyUnavailable(Conflict):
    """The service does not answer, or asks to be left alone for a while; trying again later is right."""

    code = "notify_unavailable"


class NotifyRefused(Invalid):
    """The service will not send this; trying again is pointless."""

    code = "notify_refused"


class ReplyForged(Invalid):
    """A reply was not signed by the gateway, or too long ago."""

    code = "reply_forged"
