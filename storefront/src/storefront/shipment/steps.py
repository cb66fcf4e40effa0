"""Parts of verbs that move a parcel; a transaction is open, and its order is locked."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from shared_lib.errors import Conflict
from storefront.shipment.models import Shipment
from storefront.shipment.queries import ShipmentNotFound
from storefront.shipment.states import Move, Status, advance


class TrackingTaken(Conflict):
    """The tracking number belongs to another parcel."""

    code = "tracking_taken"


def hand_over(order_id: UUID, *, carrier: str, tracking: str, now: datetime) -> Shipment:
    """Write down a parcel that a carrier has taken.

    :raises TrackingTaken: another parcel has this number.
    """
    try:
        with transaction.atomic():
            return Shipment.objects.create(
                order_id=order_id, carrier=carrier, tracking=tracking, shipped_at=now
            )
    except IntegrityError as error:
        raise TrackingTaken("Another parcel has this tracking number.") from error


def deliver(order_id: UUID, *, now: datetime) -> Shipment:
    """Write down that an order's last parcel has arrived.

    :raises ShipmentNotFound: nothing has left.
    :raises IllegalMove: it has arrived, is lost, or came back.
    """
    shipment = Shipment.objects.filter(order_id=order_id).last()
    if shipment is None:
        raise ShipmentNotFound("Nothing has left for this order yet.")
    shipment.status = advance(Status(shipment.status), Move.DELIVER).value
    shipment.delivered_at = now
    shipment.save()
    return shipment
