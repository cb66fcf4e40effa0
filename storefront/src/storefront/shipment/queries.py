"""What is known of parcels."""

from collections.abc import Sequence
from uuid import UUID

from shared_lib.errors import NotFound
from storefront.shipment.models import Shipment


class ShipmentNotFound(NotFound):
    """There is no such parcel."""

    code = "shipment_not_found"


def get(shipment_id: UUID) -> Shipment:
    """Return a parcel.

    :raises ShipmentNotFound: there is none.
    """
    found = Shipment.objects.filter(id=shipment_id).first()
    if found is None:
        raise ShipmentNotFound("There is no such parcel.")
    return found


def list_of_order(order_id: UUID) -> Sequence[Shipment]:
    """Return an order's parcels, the first to leave first."""
    return list(Shipment.objects.filter(order_id=order_id))
