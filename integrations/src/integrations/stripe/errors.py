"""What can go wrong at the processor, in the four ways that call for different answers."""

from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from shared_lib.errors import Conflict, Invalid
from shared_lib.telemetry.watch import calling

TWIN = "idempotency_key_in_use"
"""What the processor says to a request whose twin, under the same key, has no answer yet."""


class Declined(Conflict):
    """The bank refused the payment; nothing was held or taken, and another card may work.

    `reason` is the processor's decline code, such as `insufficient_funds`.
    """

    code = "payment_declined"

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class NeedsAction(Conflict):
    """The bank wants the customer present; the payment has to be made on a page, not behind their back."""

    code = "payment_needs_customer"


class Refused(Conflict):
    """The processor will not do this with the payment as it stands, and did nothing.

    `reason` is its error code, such as `charge_already_refunded`.
    """

    code = "payment_refused"

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class Undisclosable(Invalid):
    """A request would have told the processor something it must not learn; it was never sent."""

    code = "payment_undisclosable"


class Unreachable(Exception):
    """Nobody can say whether the processor acted: read the payment, or repeat with the same key."""


@contextmanager
def asking(verb: str) -> Iterator[None]:
    """Watch one call under its verb, and translate what goes wrong in it.

    :raises Declined, NeedsAction, Refused, Unreachable: as `translated` says.
    """
    with calling("stripe", verb), translated():
        yield


@contextmanager
def translated() -> Iterator[None]:
    """Turn the SDK's errors into this module's, once and for both colours.

    :raises Declined: the bank said no.
    :raises NeedsAction: the bank asks for the customer.
    :raises Refused: the processor said no, or knows no such payment.
    :raises Unreachable: no answer, or one that leaves the outcome open.
    """
    try:
        yield
    except stripe.CardError as error:
        raise _card(error) from error
    except stripe.RateLimitError as error:
        raise Unreachable("The processor asks to be called later.") from error
    except (stripe.InvalidRequestError, stripe.IdempotencyError) as error:
        if error.code == TWIN:
            raise Unreachable("The same request is in flight, and its outcome is not known.") from error
        raise Refused(_said(error), error.code or _type(error)) from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise Refused("The processor does not accept this account's key.", "unauthorized") from error
    except stripe.StripeError as error:
        raise Unreachable("The processor gave no answer that settles the matter.") from error


def _card(error: stripe.CardError) -> Declined | NeedsAction:
    if error.code == "authentication_required":
        return NeedsAction(_said(error))
    reason = getattr(error.error, "decline_code", None) or error.code
    return Declined(_said(error), reason or "card_declined")


def _said(error: stripe.StripeError) -> str:
    return error.user_message or "The processor gave no reason."


def _type(error: stripe.StripeError) -> str:
    return getattr(error.error, "type", None) or "invalid_request_error"
