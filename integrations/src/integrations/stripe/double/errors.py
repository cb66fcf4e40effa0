"""Stripe's refusals, in the shape in which its API answers them."""

from collections.abc import Mapping
from typing import Any

Object = dict[str, Any]
Answer = tuple[int, Object]


class Fault(Exception):
    """An answer other than 200. What the request did is undone, unless `kept`, as a decline is."""

    def __init__(self, status: int, error: Mapping[str, Any], *, kept: bool = False) -> None:
        super().__init__(error.get("message"))
        self.status = status
        self.error = {key: value for key, value in error.items() if value is not None}
        self.kept = kept


def invalid(message: str, *, code: str | None = None, param: str | None = None, status: int = 400) -> Fault:
    """Return the refusal of a request that makes no sense as it stands."""
    return Fault(status, {"type": "invalid_request_error", "message": message, "code": code, "param": param})


def missing(kind: str, object_id: str, param: str) -> Fault:
    """Return the refusal of a request about something this account does not have."""
    message = f"No such {kind.replace('.', ' ')}: '{object_id}'"
    return invalid(message, code="resource_missing", param=param, status=404)


def wrong_state(intent: Object, what: str, allowed: str) -> Fault:
    """Return the refusal of a move that the intent's status does not allow."""
    kind = intent["object"]
    name = "PaymentIntent" if kind == "payment_intent" else "SetupIntent"
    message = (
        f"You cannot {what} this {name} because it has a status of {intent['status']}. "
        f"It may be done only in: {allowed}."
    )
    error = {"type": "invalid_request_error", "code": f"{kind}_unexpected_state", "message": message}
    return Fault(400, {**error, kind: public(intent)})


def declined(intent: Object, error: Object) -> Fault:
    """Return the refusal by a bank; the failed attempt stays on the books."""
    return Fault(402, {**error, intent["object"]: public(intent)}, kept=True)


def public(stored: Object) -> Object:
    """Return an object without what only the double knows about it."""
    return {key: value for key, value in stored.items() if not key.startswith("_")}
