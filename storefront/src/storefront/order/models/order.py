"""Orders as they were agreed: names, prices and the address are copies, and stay. Amounts are minor units."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shared_lib.ids import uuid7
from shared_lib.money import Money
from storefront.catalog.models import Sku
from storefront.order.states import Status


class Order(models.Model):
    """One order. `reference` is what people, and the processor, call it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.TextField(unique=True)
    status = models.TextField(default=Status.PENDING.value)
    reason = models.TextField(default="", blank=True)
    submission_id = models.UUIDField(unique=True)
    digest = models.TextField()
    basket_id = models.UUIDField(null=True, db_index=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="orders"
    )
    locale = models.TextField()
    email = models.TextField()
    phone = models.TextField(default="", blank=True)
    name = models.TextField()
    line1 = models.TextField()
    line2 = models.TextField(default="", blank=True)
    city = models.TextField()
    state = models.TextField()
    postcode = models.TextField()
    shipping_code = models.TextField()
    shipping_name = models.TextField()
    promo_code = models.TextField(default="", blank=True)
    currency = models.TextField()
    goods_amount = models.BigIntegerField()
    discount_amount = models.BigIntegerField()
    shipping_amount = models.BigIntegerField()
    tax_amount = models.BigIntegerField()
    total_amount = models.BigIntegerField()
    placed_at = models.DateTimeField(db_index=True)
    held_until = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "shop_order"
        ordering = ["-placed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[one.value for one in Status]), name="shop_order_status"
            ),
            models.CheckConstraint(
                condition=Q(
                    total_amount=F("goods_amount")
                    - F("discount_amount")
                    + F("shipping_amount")
                    + F("tax_amount")
                ),
                name="shop_order_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(discount_amount__gte=0)
                & Q(discount_amount__lte=F("goods_amount"))
                & Q(shipping_amount__gte=0)
                & Q(tax_amount__gte=0)
                & Q(total_amount__gt=0),
                name="shop_order_amounts",
            ),
        ]
        indexes = [
            models.Index(fields=["basket_id"], condition=Q(status="pending"), name="shop_order_open"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def ref(self) -> str:
        """Return what audit entries and stock call this order."""
        return f"order:{self.reference}"

    @property
    def goods(self) -> Money:
        """Return what the goods cost."""
        return Money(self.goods_amount, self.currency)

    @property
    def discount(self) -> Money:
        """Return what a promo code took off."""
        return Money(self.discount_amount, self.currency)

    @property
    def shipping(self) -> Money:
        """Return what delivery costs."""
        return Money(self.shipping_amount, self.currency)

    @property
    def tax(self) -> Money:
        """Return the tax."""
        return Money(self.tax_amount, self.currency)

    @property
    def total(self) -> Money:
        """Return what is paid."""
        return Money(self.total_amount, self.currency)

    @property
    def address(self) -> str:
        """Return the address, one line each."""
        lines = [self.name, self.line1, self.line2, f"{self.city}, {self.state} {self.postcode}"]
        return "\n".join(line for line in lines if line)


class OrderLine(models.Model):
    """So many of one SKU at the price agreed; `tax_rate` is in hundredths of a percent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    sku = models.ForeignKey(Sku, on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()
    slug = models.TextField()
    name = models.TextField()
    variant = models.TextField(default="", blank=True)
    quantity = models.IntegerField()
    unit_amount = models.BigIntegerField()
    discount_amount = models.BigIntegerField()
    tax_amount = models.BigIntegerField()
    tax_rate = models.IntegerField()
    currency = models.TextField()

    class Meta:
        db_table = "shop_order_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("order", "sku", name="shop_order_line_once_per_sku"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, unit_amount__gte=0, tax_amount__gte=0),
                name="shop_order_line_amounts",
            ),
        ]

    @property
    def unit(self) -> Money:
        """Return what one costs."""
        return Money(self.unit_amount, self.currency)

    @property
    def total(self) -> Money:
        """Return what the line costs before discount and tax."""
        return Money(self.unit_amount, self.currency) * self.quantity
