"""The jobs of an order: offer it, hold stock for it, let it lapse, give the stock back, tell the patient."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.exc import DBAPIError

from rx_portal.kit.clock import real_now
from rx_portal.kit.jobs import Work, job
from rx_portal.notice.sending import tell
from rx_portal.notice.states import Occasion
from rx_portal.order import drawing, queries, service
from rx_portal.order.events import OrderEnded, OrderMoved, OrderOffered
from rx_portal.order.models import RxOrder
from rx_portal.order.states import OVER, Status
from rx_portal.prescription.events import PrescriptionSigned
from shared_lib import audit, stock
from shared_lib.stock import Line
from shared_lib.stock import errors as stock_errors

NEWS: Mapping[str, Occasion] = {
    Status.OFFERED: Occasion.OFFERED,
    Status.CAPTURED: Occasion.PACKED,
    Status.SHIPPED: Occasion.SHIPPED,
    Status.DELIVERED: Occasion.DELIVERED,
    Status.REJECTED: Occasion.NOT_FILLED,
    Status.RESCINDED: Occasion.STOPPED,
    Status.CANCELLED: Occasion.CANCELLED,
    Status.EXPIRED: Occasion.OFFER_OVER,
}
"""What of an order's statuses is worth a mail; the others are told by the timeline alone."""

BEYOND = timedelta(days=10)
"""Stock is held beyond the offer, so that a fill that was paid at the last minute can still be picked."""


async def _read(work: Work) -> RxOrder:
    async with work.session() as session, session.begin():
        return await queries.get(session, work.delivery.subject_id)


@job("order.offer", on=[PrescriptionSigned])
async def offer(work: Work) -> None:
    """Offer the first fill of a new prescription. Safe to run twice: a fill has one live order."""
    async with work.session() as session:
        fill = await drawing.first_fill(
            session, work.ports.shop, prescription_id=work.delivery.subject_id, now=work.now()
        )
        await service.offer(session, fill=fill, actor=work.actor, now=work.now())


@job("order.hold_stock", on=[OrderOffered])
async def hold_stock(work: Work) -> None:
    """Hold the dispensary's stock for an offer. Safe to run twice: the shop holds once per reference.

    An outside pharmacy fills from its own stock. What cannot be held becomes work for the clinic.
    """
    await _hold(work)


@job("order.hold_again")
async def hold_again(work: Work) -> None:
    """Look again for the stock of an order that waits for it. Safe to run twice, as `hold_stock` is."""
    await _hold(work)


async def _hold(work: Work) -> None:
    order = await _read(work)
    if order.pharmacy != "dispensary" or order.status in OVER:
        return
    entry = audit.entry(actor=work.actor, action="stock.reserve", subject=order.ref, at=work.now())
    wanted = stock.reserve(
        reference=order.reservation,
        lines=[Line(order.sku_id, order.quantity)],
        expires_at=max(order.offer_expires_at, work.now()) + BEYOND,
        now=work.now(),
        entry=entry,
    )
    verb = service.stock_held
    try:
        await work.ports.shop.run(wanted)
    except DBAPIError as error:
        if not isinstance(
            stock_errors.translate(error), stock_errors.InsufficientStock | stock_errors.UnknownSku
        ):
            raise
        verb = service.run_short
    async with work.session() as session:
        await verb(session, order_id=order.id, actor=work.actor, now=work.now())


@job("order.lapse")
async def lapse(work: Work) -> None:
    """Let an offer go at its deadline. Safe to run twice: only an unpaid offer past its time is moved."""
    async with work.session() as session:
        await service.lapse(session, order_id=work.delivery.subject_id, actor=work.actor, now=work.now())


@job("order.give_stock_back", on=[OrderEnded])
async def give_stock_back(work: Work) -> None:
    """Give back what was held for an order that ended. Safe to run twice: the shop releases once."""
    order = await _read(work)
    if order.pharmacy != "dispensary":
        return
    entry = audit.entry(actor=work.actor, action="stock.release", subject=order.ref, at=work.now())
    await work.ports.shop.run(stock.release(reference=order.reservation, now=work.now(), entry=entry))


@job("order.tell", on=[OrderOffered, OrderMoved, OrderEnded])
async def tell_patient(work: Work) -> None:
    """Write to the patient, in words that say nothing. Safe to run twice: the event's id is the key."""
    order = await _read(work)
    occasion = NEWS.get(work.delivery.payload.get("status", Status.OFFERED))
    if occasion is not None:
        key = f"order.tell:{work.delivery.event_id}"
        await tell(work, order.patient_id, occasion, path=f"/care/orders/{order.id}", key=key)


@job("order.tell_waiting")
async def tell_waiting(work: Work) -> None:
    """Tell a patient that their offer waits. Safe to run twice: the row's own id is the key."""
    order = await _read(work)
    if order.short_since is not None:
        key = f"order.tell_waiting:{work.delivery.event_id}"
        await tell(work, order.patient_id, Occasion.WAITING, path=f"/care/orders/{order.id}", key=key)


@job("order.send_link")
async def send_link(work: Work) -> None:
    """Mail a fresh link to an offer's payment. Safe to run twice: one mail goes out, by the row's own key."""
    order = await _read(work)
    async with work.session() as session:
        link = await service.make_link(
            session, order_id=order.id, actor=work.actor, now=work.now(), real_now=real_now()
        )
    key = f"order.send_link:{work.delivery.event_id}"
    await tell(work, order.patient_id, Occasion.LINK, path=f"/pay/{link.token}", key=key)
