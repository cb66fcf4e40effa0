"""The jobs of a fill: begin it, send it, follow it, release it, cancel it."""

import time
from datetime import timedelta
from html import escape
from uuid import UUID

from integrations.notify.port import Mail
from integrations.pharmacy.errors import PharmacyRefused, PharmacyUnavailable
from rx_portal.dispensing import queries, service
from rx_portal.dispensing.models import Dispense
from rx_portal.dispensing.request import request_for
from rx_portal.dispensing.states import IllegalMove, Status, Verb
from rx_portal.identity import queries as identity
from rx_portal.kit import timer
from rx_portal.kit.jobs import Work, job
from rx_portal.order import queries as orders
from rx_portal.order.events import OrderEnded
from rx_portal.order.states import NEXT
from rx_portal.order.states import Move as OrderMove
from rx_portal.order.states import Status as OrderStatus
from rx_portal.payment.events import PaymentAuthorized, PaymentCaptured
from rx_portal.prescription.events import PrescriptionCancelled
from shared_lib import audit, stock
from shared_lib.stock import Line
from shared_lib.telemetry import log

logger = log.get()

SILENCE = timedelta(minutes=30)
"""A fill of which nothing was heard for so long is asked after."""

HELD_AGAIN = timedelta(days=30)

ASKED_SUBJECT = "A question waits for you"
ASKED_WORDS = "A colleague has a question for you, and waits for the answer: {address}"

ROUND = timedelta(minutes=5)
AT_ONCE = 100
LONGEST = 20.0
"""Seconds of real time for one round, well inside the lease of its outbox row."""


async def _read(work: Work) -> Dispense:
    async with work.session() as session, session.begin():
        return await queries.get(session, work.delivery.subject_id)


@job("dispensing.begin", on=[PaymentAuthorized])
async def begin(work: Work) -> None:
    """Put a held order before its pharmacy. Safe to run twice: the delivery is accepted once."""
    async with work.session() as session:
        await service.begin(session, delivery=work.delivery, actor=work.actor, now=work.now())


@job("dispensing.submit")
async def submit(work: Work) -> None:
    """Send a fill to an outside pharmacy. Safe to run twice: the key is the fill's own."""
    async with work.session() as session:
        request = await request_for(
            session,
            work.delivery.subject_id,
            key_file=work.settings.signing_key_file,
            actor=work.actor,
            now=work.now(),
        )
        await service.submit(
            session,
            work.ports.pharmacy,
            dispense_id=work.delivery.subject_id,
            request=request,
            actor=work.actor,
            now=work.now(),
        )


@job("dispensing.sync")
async def sync(work: Work) -> None:
    """Look into a pharmacy's delivery. Safe to run twice: it follows what the pharmacy says now."""
    async with work.session() as session, session.begin():
        kept = await queries.get_delivery(session, work.delivery.subject_id)
        dispense = await queries.find_by_fill(session, kept.fill_id)
        if dispense is not None:
            await service.told(session, dispense, event_id=kept.event_id, now=work.now())
    if dispense is not None:
        await _follow(work, dispense.id)


@job("dispensing.ask")
async def ask(work: Work) -> None:
    """Ask a pharmacy how a fill stands, because a person wants to know. Safe to run twice: it follows."""
    await _follow(work, work.delivery.subject_id)


@job("dispensing.release", on=[PaymentCaptured])
async def release(work: Work) -> None:
    """Release a captured fill. Safe to run twice: it is accepted once, and the key is the fill's own."""
    async with work.session() as session, session.begin():
        dispense = await queries.find_of_order(session, work.delivery.subject_id)
    if dispense is None:
        return
    if dispense.fill_id is not None and dispense.status == Status.READY:
        asked = work.ports.pharmacy.release(dispense.fill_id, key=dispense.key("release"))
        async with work.session() as session:
            await service.exchange(session, dispense, Verb.RELEASE, asked, now=work.now())
    async with work.session() as session:
        await service.release(
            session,
            order_id=work.delivery.subject_id,
            delivery=work.delivery,
            actor=work.actor,
            now=work.now(),
        )
    await _follow(work, dispense.id)


@job("dispensing.cancel")
async def cancel(work: Work) -> None:
    """Ask an outside pharmacy to cancel, and follow its answer. Safe to run twice: the key is its own."""
    dispense = await _read(work)
    if dispense.fill_id is not None:
        asked = work.ports.pharmacy.cancel(dispense.fill_id, key=dispense.key("cancel"))
        async with work.session() as session:
            await service.exchange(session, dispense, Verb.CANCEL, asked, now=work.now())
        await _follow(work, dispense.id)


@job("dispensing.reconcile")
async def reconcile(work: Work) -> None:
    """Ask after fills that no webhook told of, and come back. Safe to run twice: each is given out once."""
    now = work.now()
    async with work.session() as session, session.begin():
        await timer.set_(session, "dispensing.reconcile", "all", due_at=now + ROUND)
    async with work.session() as session:
        silent = await service.unheard(session, now=now, silence=SILENCE, limit=AT_ONCE)
    until = time.monotonic() + LONGEST
    for dispense_id in silent:
        if time.monotonic() > until:
            break
        try:
            await _follow(work, dispense_id)
        except (PharmacyUnavailable, PharmacyRefused, IllegalMove) as error:  # one must not hide the others
            logger.warning("unheard", dispense_id=dispense_id, code=error.code)


@job("dispensing.hold_again")
async def hold_again(work: Work) -> None:
    """Hold stock for a parcel that is sent once more. Safe to run twice: the shop holds once per reference.

    Where there is none it is tried again, and the work list says that the fill waits for stock.
    """
    dispense = await _read(work)
    async with work.session() as session, session.begin():
        order = await orders.get(session, dispense.order_id)
    entry = audit.entry(actor=work.actor, action="stock.reserve", subject=order.ref, at=work.now())
    await work.ports.shop.run(
        stock.reserve(
            reference=order.reservation,
            lines=[Line(order.sku_id, order.quantity)],
            expires_at=work.now() + HELD_AGAIN,
            now=work.now(),
            entry=entry,
        )
    )


@job("dispensing.tell_prescriber")
async def tell_prescriber(work: Work) -> None:
    """Write to the prescriber that a question waits. Safe to run twice: the mail has the question's key."""
    async with work.session() as session, session.begin():
        question = await queries.get_question(session, work.delivery.subject_id)
        prescriber = await identity.get_staff(session, question.asked_of)
    if question.answered_at is not None:
        return
    words = ASKED_WORDS.format(address=f"{work.settings.portal_url}/desk/questions")
    mail = Mail(prescriber.email, ASKED_SUBJECT, words, f"<p>{escape(words)}</p>")
    await work.ports.notify.mail(mail, key=f"question:{question.id}")


@job("dispensing.stop", on=[OrderEnded])
async def stop(work: Work) -> None:
    """Let go of the fill of an order that ended. Safe to run twice: only a fill under way is moved."""
    async with work.session() as session:
        await service.stop(session, order_id=work.delivery.subject_id, actor=work.actor, now=work.now())


@job("dispensing.rescind", on=[PrescriptionCancelled])
async def rescind(work: Work) -> None:
    """Stop what is not dispensed of a prescription that was taken back. Safe to run twice: over is over."""
    async with work.session() as session, session.begin():
        live = await orders.list_of_prescription(session, work.delivery.subject_id)
    for order in live:
        if (OrderStatus(order.status), OrderMove.RESCIND) in NEXT:
            async with work.session() as session:
                await service.cancel(
                    session, order_id=order.id, move=OrderMove.RESCIND, actor=work.actor, now=work.now()
                )


async def _follow(work: Work, dispense_id: UUID) -> None:
    async with work.session() as session:
        await service.sync(
            session, work.ports.pharmacy, dispense_id=dispense_id, actor=work.actor, now=work.now()
        )
