"""The shop's calls to the processor: intent committed before, answer after, none in a transaction."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from integrations.stripe.errors import Refused
from integrations.stripe.port import Bill, Capture, Checkout, CheckoutStatus, Intent, IntentStatus
from integrations.stripe.port import Refund as Answer
from integrations.stripe.webhook import Nudge
from shared_lib.telemetry import log
from storefront.kit import actor, clock, outbox
from storefront.payment import queries, steps
from storefront.payment.models import Attempt, Delivery, Refund
from storefront.payment.processor import current
from storefront.payment.states import Move, RefundMove, RefundStatus, Status

logger = log.get()

SOON = timedelta(seconds=2)
"""How long a webhook waits to be looked into: mostly its shopper comes back meanwhile, which settles it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the processor says now. `intent` is None while nobody has paid."""

    page: Checkout
    intent: Intent | None

    @property
    def is_paid(self) -> bool:
        """Tell whether the money is the clinic's."""
        return self.intent is not None and self.intent.status is IntentStatus.PAID

    @property
    def is_over(self) -> bool:
        """Tell whether nobody can pay on this page any more, and nobody has."""
        if self.page.status is CheckoutStatus.EXPIRED:
            return not self.is_paid
        return self.intent is not None and self.intent.status is IntentStatus.CANCELLED


def open_page(attempt: Attempt, *, now: datetime) -> Attempt:
    """Ask the processor for the page of an attempt and write down its answer.

    Repeated after a crash it asks again under the same key, and gets the same page.

    :raises Refused: the processor will not; the attempt has failed and another may be made.
    :raises Unreachable: nobody knows; the attempt stays as it is, to be asked again.
    """
    if attempt.status != Status.REQUESTED:
        return attempt
    try:
        page = current().open_checkout(_bill(attempt), key=attempt.key("open"))
    except Refused:
        _record_failure(attempt.id, now)
        raise
    with transaction.atomic(durable=True):
        attempt = queries.lock(attempt.id)
        steps.opened(attempt, page, actor=actor.SYSTEM, now=now)
    return attempt


def close_page(attempt_id: UUID, *, now: datetime) -> Attempt:
    """Have nobody pay on this page any more; one on which somebody has paid stays as it is.

    :raises Unreachable: nobody knows; ask again.
    """
    attempt = _with_its_page(attempt_id, now)
    if attempt.checkout_id is not None and attempt.status == Status.OPEN:
        with suppress(Refused):  # it is paid or over already: whoever settles it will see which
            current().expire_checkout(attempt.checkout_id, key=attempt.key("expire"))
    return attempt


def look(attempt: Attempt) -> Seen | None:
    """Return what the processor says of an attempt; None where it was never told of it.

    :raises Unreachable: it does not answer.
    """
    if attempt.checkout_id is None:
        return None
    page = current().read_checkout(attempt.checkout_id)
    if page.intent is not None or page.intent_id is None:
        return Seen(page, page.intent)
    return Seen(page, current().read_intent(page.intent_id))


def send_refund(refund_id: UUID, *, now: datetime) -> Refund:
    """Have the processor send money back, and see what becomes of it; repeated, it is sent once.

    The processor is asked first whether it has this refund: it forgets a key after a day, and would send the
    money again. One that it will not make has failed, which the back office shows; another may be asked for.

    :raises Unreachable: nobody knows; ask again.
    :raises Refused: the processor does not accept this shop's key, which says nothing of the refund.
    """
    refund = Refund.objects.select_related("attempt").get(id=refund_id)
    if refund.status not in {RefundStatus.REQUESTED, RefundStatus.PENDING}:
        return refund
    if refund.attempt.intent_id is None:
        raise steps.TooMuch("Nothing was paid that could go back.")
    try:
        answer = _found(refund) or current().refund(refund.attempt.intent_id, refund.total, key=refund.key)
    except Refused as refusal:
        if refusal.reason == "unauthorized":
            raise
        return _refund_refused(refund_id, refusal, now)
    return _answered(refund_id, answer, now)


def follow_refund(vendor_id: str, *, now: datetime) -> Refund | None:
    """Let a refund follow what the processor says of it now; None where it is not this shop's.

    :raises Unreachable: it does not answer.
    :raises Refused: it does not accept this shop's key.
    """
    try:
        answer = current().read_refund(vendor_id)
    except Refused as refusal:
        if refusal.reason == "unauthorized":
            raise
        return None
    refund = queries.find_refund_at(answer.id, answer.key)
    return _answered(refund.id, answer, now) if refund else None


def receive(nudge: Nudge, *, now: datetime) -> bool:
    """Keep a verified webhook and have it looked into; tell whether it was new.

    A page or payment of which several tell at once is looked at once, `SOON`; one that is paid for not again.
    """
    with transaction.atomic(durable=True):
        is_new = steps.keep(nudge, real_now=clock.real_now())
        if is_new and nudge.type in Delivery.OF_REFUNDS:
            outbox.put_job("refund.follow", nudge.event_id, now=now, queue="money")
        elif is_new and nudge.type in Delivery.OF_PAYMENTS and not queries.is_paid(nudge.object_id):
            outbox.timer("payment.settle", nudge.object_id, due_at=now + SOON, queue="money")
    return is_new


def attempt_of(object_id: str) -> Attempt | None:
    """Return the attempt of a page or payment, asking the processor where we did not yet know of it."""
    if object_id.startswith("cs_"):
        return queries.find_by_checkout(object_id) or _adopt(object_id)
    known = queries.find_by_intent(object_id)
    if known is not None:
        return known
    reference = current().read_intent(object_id).ref
    return queries.find_latest_by_reference(reference) if reference else None


def payments_between(since: datetime, until: datetime) -> Sequence[Intent]:
    """Return what the processor knows of the span, for reconciliation."""
    return current().list_intents(since=since, until=until)


def _adopt(checkout_id: str) -> Attempt | None:
    """Take over a page that was opened although its answer never reached us."""
    page = current().read_checkout(checkout_id)
    attempt = queries.find_latest_by_reference(page.ref) if page.ref else None
    if attempt is None or attempt.checkout_id not in {None, checkout_id}:
        return None
    with transaction.atomic(durable=True):
        attempt = queries.lock(attempt.id)
        steps.opened(attempt, page, actor=actor.SYSTEM, now=clock.now())
    return attempt


def _with_its_page(attempt_id: UUID, now: datetime) -> Attempt:
    try:
        return open_page(queries.get(attempt_id), now=now)
    except Refused:
        return queries.get(attempt_id)


def _found(refund: Refund) -> Answer | None:
    """Return what the processor already has of a refund, if it has anything."""
    if refund.vendor_id is not None:
        return current().read_refund(refund.vendor_id)
    made = current().list_refunds(refund.attempt.intent_id or "")
    return next((one for one in made if one.key == refund.key), None)


def _answered(refund_id: UUID, answer: Answer, now: datetime) -> Refund:
    with transaction.atomic(durable=True):
        refund = queries.lock_refund(refund_id)
        steps.refund_answered(refund, answer, actor=actor.SYSTEM, now=now)
    if refund.status == RefundStatus.FAILED:
        logger.error("a refund failed", refund_id=str(refund_id), code=refund.failure)
    return refund


def _refund_refused(refund_id: UUID, refusal: Refused, now: datetime) -> Refund:
    logger.error("the processor refused a refund", refund_id=str(refund_id), code=refusal.reason)
    with transaction.atomic(durable=True):
        refund = queries.lock_refund(refund_id)
        if refund.status in {RefundStatus.REQUESTED, RefundStatus.PENDING}:
            fail = RefundMove.FAIL
            steps.move_refund(refund, fail, failure=refusal.reason, actor=actor.SYSTEM, now=now)
    return refund


def _record_failure(attempt_id: UUID, now: datetime) -> None:
    with transaction.atomic(durable=True):
        attempt = queries.lock(attempt_id)
        if attempt.status == Status.REQUESTED:
            steps.move(attempt, Move.FAIL, actor=actor.SYSTEM, now=now)


def _bill(attempt: Attempt) -> Bill:
    home = settings.SHOP.storefront_url
    return Bill(
        ref=attempt.reference,
        total=attempt.total,
        capture=Capture.AUTOMATIC,
        success_url=home + reverse("order:returned", args=[attempt.reference]),
        cancel_url=home + reverse("checkout:detail"),
        expires_at=attempt.expires_at,
    )
