"""The shop's calls to the processor: intent committed before, answer after, none in a transaction."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from integrations.stripe.errors import Refused
from integrations.stripe.port import Bill, Capture, Checkout, CheckoutStatus, Intent, IntentStatus
from integrations.stripe.port import RefundStatus as AtProcessor
from integrations.stripe.webhook import Nudge
from shared_lib.telemetry import log
from storefront.kit import actor, clock, outbox
from storefront.payment import queries, steps
from storefront.payment.models import Attempt, Delivery, Refund
from storefront.payment.processor import current
from storefront.payment.states import Move, RefundStatus, Status

logger = log.get()


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


def open_page(attempt_id: UUID, *, now: datetime) -> Attempt:
    """Ask the processor for the page of an attempt and write down its answer.

    Repeated after a crash it asks again under the same key, and gets the same page.

    :raises Refused: the processor will not; the attempt has failed and another may be made.
    :raises Unreachable: nobody knows; the attempt stays as it is, to be asked again.
    """
    attempt = queries.get(attempt_id)
    if attempt.status != Status.REQUESTED:
        return attempt
    try:
        page = current().open_checkout(_bill(attempt), key=attempt.key("open"))
    except Refused:
        _record_failure(attempt_id, now)
        raise
    with transaction.atomic(durable=True):
        attempt = queries.lock(attempt_id)
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
    return Seen(page, current().read_intent(page.intent_id) if page.intent_id else None)


def send_refund(refund_id: UUID, *, now: datetime) -> Refund:
    """Have the processor send money back; a repetition under the same key sends it once.

    One that the processor will not make has failed, which the back office shows; another may be asked for.

    :raises Unreachable: nobody knows; ask again.
    :raises Refused: the processor does not accept this shop's key, which says nothing of the refund.
    """
    refund = Refund.objects.select_related("attempt").get(id=refund_id)
    if refund.status not in {RefundStatus.REQUESTED, RefundStatus.PENDING}:
        return refund
    if refund.attempt.intent_id is None:
        raise steps.TooMuch("Nothing was paid that could go back.")
    try:
        answer = current().refund(refund.attempt.intent_id, refund.total, key=refund.key)
    except Refused as refusal:
        if refusal.reason == "unauthorized":
            raise
        return _refund_refused(refund_id, refusal, now)
    with transaction.atomic(durable=True):
        refund = Refund.objects.select_for_update().get(id=refund_id)
        if refund.status in {RefundStatus.REQUESTED, RefundStatus.PENDING}:
            refund.vendor_id = answer.id
            steps.refund_answered(refund, answer.status, actor=actor.SYSTEM, now=now)
    return refund


def receive(nudge: Nudge, *, now: datetime) -> bool:
    """Keep a verified webhook and have it looked into; tell whether it was new."""
    with transaction.atomic(durable=True):
        kept, is_new = Delivery.objects.get_or_create(
            event_id=nudge.event_id,
            defaults={"type": nudge.type, "object_id": nudge.object_id, "received_at": clock.real_now()},
        )
        if is_new and kept.type in Delivery.TYPES:
            outbox.put_job("payment.settle", kept.event_id, now=now, queue="money")
    return is_new


def attempt_of(delivery: Delivery) -> Attempt | None:
    """Return the attempt that a webhook is about, asking the processor where we did not yet know its page."""
    if delivery.object_id.startswith("cs_"):
        return queries.find_by_checkout(delivery.object_id) or _adopt(delivery.object_id)
    known = queries.find_by_intent(delivery.object_id)
    if known is not None:
        return known
    reference = current().read_intent(delivery.object_id).ref
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
        return open_page(attempt_id, now=now)
    except Refused:
        return queries.get(attempt_id)


def _refund_refused(refund_id: UUID, refusal: Refused, now: datetime) -> Refund:
    logger.error("the processor refused a refund", refund_id=str(refund_id), code=refusal.reason)
    with transaction.atomic(durable=True):
        refund = Refund.objects.select_for_update().get(id=refund_id)
        if refund.status in {RefundStatus.REQUESTED, RefundStatus.PENDING}:
            steps.refund_answered(refund, AtProcessor.FAILED, actor=actor.SYSTEM, now=now)
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
