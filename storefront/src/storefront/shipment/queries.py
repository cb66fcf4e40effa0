"""What is known of parcels."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Sum

from shared_lib.errors import NotFound
from storefront.shipment.models import Shipment, ShipmentLine


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
    """Return an order's parcels with what is in them, the first to leave first."""
    return list(Shipment.objects.filter(order_id=order_id).prefetch_related("lines"))


def sent_of(order_id: UUID) -> Mapping[UUID, int]:
    """Return how many pieces of each of an order's lines have left."""
    lines = ShipmentLine.objects.filter(shipment__order_id=order_id)
    return dict(lines.values_list("line_id").annotate(Sum("quantity")))
