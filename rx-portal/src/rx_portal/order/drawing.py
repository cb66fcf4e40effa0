"""What an offer is drawn up from: the prescription, the patient's address, the catalogue's price now."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import queries as enrollments
from rx_portal.enrollment.schemas import Profile
from rx_portal.formulary import queries as formulary
from rx_portal.kit.ports import Shop
from rx_portal.order.schemas import Delivery, Fill
from rx_portal.prescription import queries as prescriptions
from rx_portal.visit import zones
from shared_lib import catalog
from shared_lib.catalog import Offer
from shared_lib.errors import Conflict


class NotForSale(Conflict):
    """The catalogue has no price for what was prescribed."""

    code = "not_for_sale"


async def first_fill(
    session: AsyncSession, shop: Shop, *, prescription_id: UUID, now: datetime, number: int = 1
) -> Fill:
    """Return a fill of a prescription as it would be offered now.

    :raises NotForSale: the catalogue has no price for it.
    """
    async with session.begin():
        prescription = await prescriptions.get(session, prescription_id)
        pharmacy = await formulary.pharmacy(session, prescription.pharmacy)
        profile = await enrollments.profile(session, prescription.patient_id)
    offer = await _offer(shop, prescription.sku, now)
    if offer.price is None:
        raise NotForSale("What was prescribed has no price in the catalogue.")
    zone = ZoneInfo(zones.of_state(prescription.state))
    return Fill(
        patient_id=prescription.patient_id,
        enrollment_id=prescription.enrollment_id,
        prescription_id=prescription.id,
        number=number,
        product_slug=prescription.product,
        sku_id=offer.sku_id,
        quantity=1,
        pharmacy=pharmacy.kind,
        price=offer.price,
        approval_valid_until=datetime.combine(
            prescription.expires_on + timedelta(days=1), time(), tzinfo=zone
        ),
        delivery=_delivery(profile),
    )


async def _offer(shop: Shop, code: str, now: datetime) -> Offer:
    rows = await shop.run(catalog.rx_programmes(locale="en", now=now))
    found = [offer for offer in Offer.all_of(rows) if offer.code == code]
    if not found:
        raise NotForSale("What was prescribed is not in the catalogue.")
    return found[0]


def _delivery(profile: Profile) -> Delivery:
    address = profile.address
    return Delivery(
        name=profile.legal_name,
        street=", ".join(line for line in (address.line1, address.line2) if line),
        city=address.city,
        state=address.state,
        postal_code=address.zip_code,
        phone=profile.phone,
    )
