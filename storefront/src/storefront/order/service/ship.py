"""Handing an order to a carrier, and hearing that it arrived."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from shared_lib.errors import Invalid
from shared_lib.identity import Actor
from storefront.kit import audit, outbox
from storefront.order import queries
from storefront.order.events import OrderFulfilled
from storefront.order.models import OrderStep
from storefront.order.states import Move
from storefront.shipment import steps as parcels

if TYPE_CHECKING:
    from storefront.shipment.models import Shipment


class TrackingMissing(Invalid):
    """A parcel has no carrier or no tracking number."""

    code = "tracking_missing"


def ship(order_id: UUID, *, carrier: str, tracking: str, operator: Actor, now: datetime) -> "Shipment":
    """Record that a paid order has left.

    :raises OrderNotFound: there is no such order.
    :raises IllegalMove: it is not paid, is on its way already, or was cancelled.
    :raises TrackingMissing: carrier or tracking number is empty.
    :raises TrackingTaken: another parcel has this number.
    """
    carrier, tracking = carrier.strip().lower(), tracking.strip()
    if not carrier or not tracking:
        raise TrackingMissing("Enter the carrier and the tracking number.")
    with transaction.atomic(durable=True):
        order = queries.lock(order_id)
        OrderStep.moved(order, Move.FULFIL, actor=operator, at=now)
        shipment = parcels.hand_over(order_id, carrier=carrier, tracking=tracking, now=now)
        changes = {"carrier": carrier, "tracking": tracking, "status": order.status}
        audit.record(operator, "order.ship", order.ref, at=now, changes=changes)
        outbox.put(
            OrderFulfilled(
                subject_id=order.id, actor_id=operator.id, occurred_at=now, shipment_id=shipment.id
            )
        )
    return shipment


def deliver(order_id: UUID, *, actor: Actor, now: datetime) -> "Shipment":
    """Record that an order's parcel has arrived.

    :raises ShipmentNotFound: nothing has left.
    :raises IllegalMove: it has arrived, is lost, or came back.
    """
    with transaction.atomic(durable=True):
        order = queries.lock(order_id)
        shipment = parcels.deliver(order_id, now=now)
        audit.record(actor, "shipment.deliver", order.ref, at=now, changes={"status": shipment.status})
    return shipment
