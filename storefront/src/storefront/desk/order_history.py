"""Everything that happened to an order, in one line of time: who, when, what, why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storefront.account.models import User
from storefront.order.models import Order, OrderLetter, OrderNote, OrderStep
from storefront.payment.models import Attempt, PaymentStep, Refund
from storefront.shipment.models import Shipment


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `who` is an actor's id until it is put into words."""

    at: datetime
    what: str
    who: str
    why: str = ""


MOVES = {
    "place": "Order placed",
    "pay": "Paid",
    "revive": "Paid late",
    "fulfil": "All of it sent",
    "fulfil_part": "Part of it sent",
    "cancel": "Cancelled",
}
REASONS = {
    "lapsed": "not paid in time",
    "superseded": "the shopper ordered the same basket anew",
    "shopper": "the shopper asked for it",
    "operator": "the clinic ended it",
    "refunded": "all of it was refunded before it left",
    "stock_gone": "paid after the goods were gone",
}
PAYMENT_MOVES = {
    ("attempt", "open"): "Payment page opened",
    ("attempt", "pay"): "Payment received",
    ("attempt", "expire"): "Payment page closed unpaid",
    ("attempt", "fail"): "Payment page refused by the processor",
    ("refund", "request"): "Refund asked for",
    ("refund", "accept"): "Refund accepted by the processor",
    ("refund", "succeed"): "Refund sent",
    ("refund", "fail"): "Refund failed",
}
LETTERS = {
    "lapsed": "Mail that it was not paid in time",
    "receipt": "Receipt",
    "shipped": "Mail about the parcel",
    "cancelled": "Mail about the cancellation",
    "refunded": "Mail about the refund",
    "link": "Mail with a new link",
}


def history_of(
    order: Order, attempts: Sequence[Attempt], refunds: Sequence[Refund], parcels: Sequence[Shipment]
) -> Sequence[Entry]:
    """Return what happened, oldest first, with people by their e-mail addresses."""
    told = [
        *map(_moved, OrderStep.objects.filter(order=order)),
        *_paid([*attempts, *refunds]),
        *map(_noted, OrderNote.objects.filter(order=order)),
        *_sent(OrderLetter.objects.filter(order=order)),
        *_arrived(parcels),
    ]
    names = _names({entry.who for entry in told})
    found = [Entry(one.at, one.what, names.get(one.who, one.who), one.why) for one in told]
    return sorted(found, key=lambda one: one.at)


def _moved(step: OrderStep) -> Entry:
    return Entry(
        step.at, MOVES.get(step.move, step.move), step.actor_id, REASONS.get(step.reason, step.reason)
    )


def _paid(subjects: Sequence[Attempt | Refund]) -> Iterator[Entry]:
    known = {one.id: one for one in subjects}
    for step in PaymentStep.objects.filter(subject_id__in=known):
        subject = known[step.subject_id]
        why = f"{subject.total}"
        if isinstance(subject, Refund) and step.move == "request":
            why = f"{subject.total}: {subject.reason}"
        yield Entry(step.at, PAYMENT_MOVES.get((step.noun, step.move), step.move), step.actor_id, why)


def _noted(note: OrderNote) -> Entry:
    return Entry(note.at, "Note", note.actor_id, note.text)


def _sent(letters: Iterable[OrderLetter]) -> Iterator[Entry]:
    for letter in letters:
        name = LETTERS.get(letter.kind, letter.kind)
        if letter.asked_by:
            yield Entry(letter.made_at, f"{name}: asked for again", letter.asked_by, f"to {letter.to}")
        if letter.sent_at:
            yield Entry(letter.sent_at, f"{name} sent", "system:shop", f"to {letter.to}")


def _arrived(parcels: Iterable[Shipment]) -> Iterator[Entry]:
    for one in parcels:
        if one.delivered_at:
            yield Entry(one.delivered_at, "Parcel delivered", "", f"{one.carrier.upper()} {one.tracking}")


def _names(actors: set[str]) -> Mapping[str, str]:
    ids = {actor.removeprefix("account:"): actor for actor in actors if actor.startswith("account:")}
    people = {ids[str(user.pk)]: user.email for user in User.objects.filter(pk__in=ids)}
    guests = {actor: "the shopper" for actor in actors if actor.startswith("guest:")}
    return {**people, **guests, "system:shop": "the shop", "": ""}
