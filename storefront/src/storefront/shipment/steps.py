"""Parts of verbs that move a parcel; a transaction is open, and its order is locked."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from shared_lib.errors import Conflict
from storefront.shipment.models import Shipment, ShipmentLine
from storefront.shipment.queries import ShipmentNotFound
from storefront.shipment.states import Move, Status, advance


class TrackingTaken(Conflict):
    """The tracking number belongs to another parcel."""

    code = "tracking_taken"


def hand_over(
    order_id: UUID, *, carrier: str, tracking: str, pieces: Mapping[UUID, int], now: datetime
) -> Shipment:
    """Write down a parcel that a carrier has taken, with the pieces by order line that are in it.

    :raises TrackingTaken: another parcel has this number.
    """
    try:
        with transaction.atomic():
            shipment = Shipment.objects.create(
                order_id=order_id, carrier=carrier, tracking=tracking, shipped_at=now
            )
    except IntegrityError as error:
        raise TrackingTaken("Another parcel has this tracking number.") from error
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, line_id=line_id, quantity=quantity)
        for line_id, quantity in pieces.items()
    )
    return shipment


def deliver(order_id: UUID, shipment_id: UUID, *, now: datetime) -> Shipment:
    """Write down that one of an order's parcels has arrived.

    :raises ShipmentNotFound: the order has no such parcel.
    :raises IllegalMove: it has arrived, is lost, or came back.
    """
    shipment = Shipment.objects.filter(order_id=order_id, id=shipment_id).first()
    if shipment is None:
        raise ShipmentNotFound("This order has no such parcel.")
    shipment.status = advance(Status(shipment.status), Move.DELIVER).value
    shipment.delivered_at = now
    shipment.save()
    return shipment
