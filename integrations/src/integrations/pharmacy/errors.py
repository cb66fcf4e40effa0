"""How a pharmacy can fail to answer, or say no."""

from shared_lib.errors import Conflict, Invalid


class PharmacyUnavailable(Conflict):
    """The pharmacy does not answer, or not usably; whether it acted is unknown until it is asked."""

    code = "pharmacy_unavailable"


class PharmacyRefused(Invalid):
    """The pharmacy will not do this; `reason` is its code, never free text."""

    code = "pharmacy_refused"

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class WebhookForged(Invalid):
    """A delivery was not signed by the pharmacy, or too long ago."""

    code = "webhook_forged"
