"""The money jobs."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

from integrations.stripe.errors import Refused, Unreachable
from rx_portal.kit import timer
from rx_portal.kit.jobs import Work, job
from rx_portal.order.events import OrderEnded
from rx_portal.payment import queries, service, steps
from shared_lib.errors import Conflict
from shared_lib.telemetry import log

logger = log.get()
RECONCILED_AFTER = timedelta(minutes=10)


async def _run(work: Work, verb: Callable[..., Awaitable[None]], attempt_id: UUID) -> None:
    async with work.session() as session:
        await verb(session, work.ports.processor, attempt_id=attempt_id, actor=work.actor, now=work.now())


@job("payment.settle", queue="money")
async def settle(work: Work) -> None:
    """Look into one delivery. Safe to run twice: it follows what the processor holds, by guarded moves."""
    async with work.session() as session:
        async with session.begin():
            delivery = await queries.get_delivery(session, work.delivery.subject_id)
            attempt_id = await queries.find_by_object(session, delivery.object_id)
        if attempt_id is None and delivery.type.startswith("payment_intent."):
            attempt_id = await _by_reference(work, delivery.object_id)
        if delivery.type.startswith("refund."):
            attempt_id = await _by_refund(work, delivery.object_id)
        if attempt_id is not None:
            await _run(work, service.settle, attempt_id)


async def _by_reference(work: Work, intent_id: str) -> UUID | None:
    try:
        intent = await work.ports.processor.read_intent(intent_id)
    except Refused:
        return None
    async with work.session() as session, session.begin():
        return await queries.find_by_object(session, intent_id, intent.ref)


async def _by_refund(work: Work, refund_id: str) -> UUID | None:
    try:
        refund = await work.ports.processor.read_refund(refund_id)
    except Refused:
        return None
    if refund.intent_id is None:
        return None
    async with work.session() as session, session.begin():
        return await queries.find_by_object(session, refund.intent_id)


@job("payment.page_over", queue="money")
async def page_over(work: Work) -> None:
    """Settle a page whose time is over. Safe to run twice: it follows what the processor holds."""
    await _run(work, service.settle, work.delivery.subject_id)


@job("payment.close", queue="money")
async def close(work: Work) -> None:
    """Close the page of an order that ended. Safe to run twice: a closed page stays closed."""
    await _run(work, service.close, work.delivery.subject_id)


@job("payment.capture", queue="money")
async def capture(work: Work) -> None:
    """Take a held amount. Safe to run twice: the key is the attempt's own, and the state is read again."""
    await _run(work, service.capture, work.delivery.subject_id)


@job("payment.void", queue="money")
async def void(work: Work) -> None:
    """Let a hold go. Safe to run twice: the key is the attempt's own, and the state is read again."""
    await _run(work, service.void, work.delivery.subject_id)


@job("payment.refund", queue="money")
async def refund(work: Work) -> None:
    """Give an amount back. Safe to run twice: what the processor has of it is not sent again."""
    await _run(work, service.refund, work.delivery.subject_id)


@job("payment.hold_deadline", queue="money")
async def hold_deadline(work: Work) -> None:
    """Act a day before a hold runs out. Safe to run twice: only what still holds money is moved."""
    async with work.session() as session:
        await service.hold_deadline(
            session, attempt_id=work.delivery.subject_id, actor=work.actor, now=work.now()
        )


@job("payment.give_back", on=[OrderEnded], queue="money")
async def give_back(work: Work) -> None:
    """Keep no money of an order that ended. Safe to run twice: only live money is asked back."""
    async with work.session() as session, session.begin():
        await steps.request_return(session, work.delivery.subject_id, actor=work.actor, now=work.now())


@job("payment.reconcile", queue="money")
async def reconcile(work: Work) -> None:
    """Settle or ask for again what has been open for a while, and come back.

    Safe to run twice: settling follows, and a hold is taken or let go once.
    """
    now = work.now()
    async with work.session() as session, session.begin():
        waiting = await queries.list_unsettled(session, before=now - RECONCILED_AFTER)
        await timer.set_(session, "payment.reconcile", "all", due_at=now + RECONCILED_AFTER, queue="money")
    for attempt_id in waiting:
        try:
            await _run(work, service.pursue, attempt_id)
        except (Unreachable, Conflict) as error:  # the next round asks again; one must not hide the others
            logger.warning("unsettled", attempt_id=attempt_id, error=type(error).__name__)
