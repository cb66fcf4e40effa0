"""The jobs of an order: offer it, hold stock for it, let it lapse, give the stock back, tell the patient."""

from datetime import timedelta

from rx_portal.enrollment import queries as enrollments
from rx_portal.kit.clock import real_now
from rx_portal.kit.jobs import Work, job
from rx_portal.order import drawing, mail, queries, service
from rx_portal.order.events import OrderEnded, OrderMoved, OrderOffered
from rx_portal.order.models import RxOrder
from rx_portal.prescription.events import PrescriptionSigned
from shared_lib import audit, stock
from shared_lib.stock import Line

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

    An outside pharmacy fills from its own stock.
    """
    order = await _read(work)
    if order.pharmacy != "dispensary":
        return
    entry = audit.entry(actor=work.actor, action="stock.reserve", subject=order.ref, at=work.now())
    await work.ports.shop.run(
        stock.reserve(
            reference=order.reservation,
            lines=[Line(order.sku_id, order.quantity)],
            expires_at=order.offer_expires_at + BEYOND,
            now=work.now(),
            entry=entry,
        )
    )


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
async def tell(work: Work) -> None:
    """Mail the patient, in words that say nothing. Safe to run twice: the event's id is the mail's key."""
    async with work.session() as session, session.begin():
        order = await queries.get(session, work.delivery.subject_id)
        profile = await enrollments.profile(session, order.patient_id)
    what = work.delivery.payload.get("status", "offered")
    letter = mail.news(profile.email, what, f"{work.settings.portal_url}/care/orders/{order.id}")
    if letter is not None:
        await work.ports.notify.mail(letter, key=f"order.tell:{work.delivery.event_id}")


@job("order.send_link")
async def send_link(work: Work) -> None:
    """Mail a fresh link to an offer's payment. Safe to run twice: one mail goes out, by the row's own key."""
    async with work.session() as session:
        async with session.begin():
            order = await queries.get(session, work.delivery.subject_id)
            profile = await enrollments.profile(session, order.patient_id)
        link = await service.make_link(
            session, order_id=order.id, actor=work.actor, now=work.now(), real_now=real_now()
        )
    letter = mail.news(profile.email, "link", f"{work.settings.portal_url}/pay/{link.token}")
    if letter is not None:
        await work.ports.notify.mail(letter, key=f"order.send_link:{work.delivery.event_id}")
