"""A patient asks again for an offer that ended, while the approval behind it is still good."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.ports import Shop
from rx_portal.order import drawing, queries
from rx_portal.order.models import RxOrder
from rx_portal.order.service.offering import ApprovalOver, offer
from rx_portal.order.states import Status
from rx_portal.prescription import queries as prescriptions
from rx_portal.prescription.states import Status as PrescriptionStatus
from shared_lib.errors import Conflict
from shared_lib.identity import Actor, Role


class NothingToRenew(Conflict):
    """The order did not end by the patient's doing, or its fill is on offer again already."""

    code = "nothing_to_renew"


async def renew_offer(
    session: AsyncSession, shop: Shop, *, order_id: UUID, patient: Actor, now: datetime
) -> RxOrder:
    """Offer an ended order's fill again, at today's price; asked twice, there is still one offer.

    :raises OrderNotFound: there is no such order of theirs.
    :raises NothingToRenew: it did not lapse, and its patient did not decline it.
    :raises ApprovalOver: the approval has run out or was taken back: a clinician has to look again.
    :raises NotForSale: the catalogue has no price for it now.
    """
    async with session.begin():
        order = await queries.get(session, order_id)
        if not await may_renew(session, order):
            raise NothingToRenew("This order cannot be asked for again.")
        prescription = await prescriptions.get(session, order.prescription_id)
        good = prescription.status is PrescriptionStatus.ACTIVE
        if not good or order.approval_valid_until <= now:
            raise ApprovalOver(
                "The approval for this has ended. Start a new request: a clinician looks again."
            )
    fill = await drawing.first_fill(
        session, shop, prescription_id=order.prescription_id, now=now, number=order.fill
    )
    return await offer(session, fill=fill, actor=patient, now=now)


async def may_renew(session: AsyncSession, order: RxOrder) -> bool:
    """Tell whether an order ended by lapsing, or because its patient declined or cancelled it."""
    if order.status == Status.EXPIRED:
        return True
    moves = await queries.steps_of(session, order.id) if order.status == Status.CANCELLED else []
    return bool(moves) and moves[-1].actor_role == Role.PATIENT
