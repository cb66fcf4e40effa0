"""Which lots an order was served from, what was put back, and what a refund was for. Only ever added to."""

from django.db import models
from django.db.models import Q

from shared_lib.ids import uuid7
from shared_lib.money import Money
from storefront.order.models.order import Order, OrderLine
from storefront.order.states import Fate


class LotUse(models.Model):
    """Out of which lot a paid order was served."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lots")
    sku_id = models.UUIDField()
    lot_id = models.UUIDField(db_index=True)
    lot_code = models.TextField()
    expires_on = models.DateField(null=True)
    quantity = models.IntegerField()

    class Meta:
        db_table = "shop_order_lot"
        constraints = [models.UniqueConstraint("order", "lot_id", name="shop_order_lot_once")]


class LotReturn(models.Model):
    """So many pieces of an order that went back into the lot they came from; `id` names the call on stock."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lot_returns")
    lot_id = models.UUIDField(db_index=True)
    quantity = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "shop_order_lot_return"
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="shop_order_lot_return_some")
        ]


class RefundLine(models.Model):
    """What a refund was for: pieces of a line and what became of them; without a line, the delivery."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refund_lines")
    refund_id = models.UUIDField(db_index=True)
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, null=True, related_name="refund_lines")
    quantity = models.IntegerField()
    amount = models.BigIntegerField()
    currency = models.TextField()
    fate = models.TextField(default=Fate.KEPT.value)

    class Meta:
        db_table = "shop_order_refund_line"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("refund_id", "line", name="shop_order_refund_line_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0) & (Q(line=None, quantity=0) | Q(quantity__gte=1)),
                name="shop_order_refund_line_amounts",
            ),
            models.CheckConstraint(
                condition=Q(fate__in=[one.value for one in Fate]), name="shop_order_refund_line_fate"
            ),
        ]

    @property
    def total(self) -> Money:
        """Return what went back for it."""
        return Money(self.amount, self.currency)
