"""Parcels and where they can be followed."""

from django.db import models
from django.db.models import Q

from shared_lib.ids import uuid7
from storefront.shipment.states import Status

FOLLOW = {
    "usps": "https://tools.usps.com/go/TrackConfirmAction?tLabels={}",
    "ups": "https://www.ups.com/track?tracknum={}",
    "fedex": "https://www.fedex.com/fedextrack/?trknbr={}",
}
"""Where each carrier shows a parcel's way."""


class Shipment(models.Model):
    """One parcel of an order. `order_id` is kept by a constraint of the order slice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order_id = models.UUIDField(db_index=True)
    status = models.TextField(default=Status.SHIPPED.value)
    carrier = models.TextField()
    tracking = models.TextField()
    shipped_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "shipment"
        ordering = ["shipped_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[one.value for one in Status]), name="shipment_status"
            ),
            models.UniqueConstraint("carrier", "tracking", name="shipment_tracked_once"),
        ]

    @property
    def follow_url(self) -> str | None:
        """Return where the carrier shows the parcel's way, if we know."""
        pattern = FOLLOW.get(self.carrier.lower())
        return pattern.format(self.tracking) if pattern else None


class ShipmentLine(models.Model):
    """So many pieces of an order's line in a parcel. `line_id` is kept by a constraint of the order slice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="lines")
    line_id = models.UUIDField(db_index=True)
    quantity = models.IntegerField()

    class Meta:
        db_table = "shipment_line"
        constraints = [
            models.UniqueConstraint("shipment", "line_id", name="shipment_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="shipment_line_some"),
        ]
