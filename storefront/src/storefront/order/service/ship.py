"""Handing goods of an order to a carrier, in one parcel or several, and hearing that one arrived."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from shared_lib.errors import Conflict, Invalid
from shared_lib.identity import Actor
from storefront.kit import audit, outbox
from storefront.order import queries
from storefront.order.events import OrderFulfilled
from storefront.order.models import OrderStep
from storefront.order.states import Move, Status, advance
from storefront.shipment import steps as parcels

if TYPE_CHECKING:
    from storefront.shipment.models import Shipment


class TrackingMissing(Invalid):
    """A parcel has no carrier or no tracking number."""

    code = "tracking_missing"


class NotToSend(Conflict):
    """Pieces are in the parcel that are not, or no longer, to be sent."""

    code = "not_to_send"


def ship(
    order_id: UUID,
    *,
    carrier: str,
    tracking: str,
    operator: Actor,
    now: datetime,
    pieces: Mapping[UUID, int] | None = None,
) -> "Shipment":
    """Record that a parcel of a paid order has left, with these pieces by line, or with all there is to send.

    :raises OrderNotFound: there is no such order.
    :raises IllegalMove: it is not paid, is on its way already, or was cancelled.
    :raises NotToSend: there is nothing in the parcel, or more than is still to be sent.
    :raises TrackingMissing: carrier or tracking number is empty.
    :raises TrackingTaken: another parcel has this number.
    """
    carrier, tracking = carrier.strip().lower(), tracking.strip()
    if not carrier or not tracking:
        raise TrackingMissing("Enter the carrier and the tracking number.")
    with transaction.atomic(durable=True):
        order = queries.lock(order_id)
        advance(Status(order.status), Move.FULFIL)
        to_send = queries.left_of(order).to_send
        sent = to_send if pieces is None else {line: count for line, count in pieces.items() if count}
        move = Move.FULFIL if _fits(sent, to_send) == to_send else Move.FULFIL_PART
        OrderStep.moved(order, move, actor=operator, at=now)
        shipment = parcels.hand_over(order_id, carrier=carrier, tracking=tracking, pieces=sent, now=now)
        changes: dict[str, audit.Value] = {
            "carrier": carrier,
            "tracking": tracking,
            "status": order.status,
            "pieces": sum(sent.values()),
        }
        audit.record(operator, "order.ship", order.ref, at=now, changes=changes)
        outbox.put(
            OrderFulfilled(
                subject_id=order.id, actor_id=operator.id, occurred_at=now, shipment_id=shipment.id
            )
        )
    return shipment


def deliver(order_id: UUID, shipment_id: UUID, *, actor: Actor, now: datetime) -> "Shipment":
    """Record that one of an order's parcels has arrived.

    :raises ShipmentNotFound: the order has no such parcel.
    :raises IllegalMove: it has arrived, is lost, or came back.
    """
    with transaction.atomic(durable=True):
        order = queries.lock(order_id)
        shipment = parcels.deliver(order_id, shipment_id, now=now)
        changes = {"status": shipment.status, "tracking": shipment.tracking}
        audit.record(actor, "shipment.deliver", order.ref, at=now, changes=changes)
    return shipment


def _fits(sent: Mapping[UUID, int], to_send: Mapping[UUID, int]) -> Mapping[UUID, int]:
    if not sent:
        raise NotToSend("Choose at least one piece for the parcel.")
    for line_id, count in sent.items():
        if not 0 < count <= to_send.get(line_id, 0):
            raise NotToSend("That is more than is still to be sent.")
    return sent
