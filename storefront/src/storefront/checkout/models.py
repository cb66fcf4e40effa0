"""Delivery methods, the tax table, promo codes and their uses.

Amounts are minor units, rates hundredths of a percent.
"""

from django.db import models
from django.db.models import F, Q

from shared_lib.ids import uuid7
from shared_lib.money import Money


class ShippingMethod(models.Model):
    """A way in which parcels go, free from some value of goods on."""

    code = models.SlugField(primary_key=True)
    name = models.TextField()
    name_es = models.TextField(default="", blank=True)
    days = models.TextField()
    days_es = models.TextField(default="", blank=True)
    amount = models.BigIntegerField()
    free_from = models.BigIntegerField(null=True, blank=True)
    position = models.IntegerField(default=0)
    is_offered = models.BooleanField(default=True)

    class Meta:
        db_table = "shipping_method"
        ordering = ["position"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="shipping_method_amount")]

    def __str__(self) -> str:
        return self.name

    def name_in(self, locale: str) -> str:
        """Return what it is called."""
        return self.name_es if locale == "es" and self.name_es else self.name

    def days_in(self, locale: str) -> str:
        """Return how long it takes."""
        return self.days_es if locale == "es" and self.days_es else self.days

    def price(self, goods: Money) -> Money:
        """Return what delivery of these goods costs."""
        is_free = self.free_from is not None and goods.amount >= self.free_from
        return Money(0 if is_free else self.amount, goods.currency)


class TaxRate(models.Model):
    """Sales tax of one state for one class of goods; what is not listed is not taxed."""

    state = models.CharField(max_length=2)
    tax_class = models.TextField()
    rate = models.IntegerField()

    class Meta:
        db_table = "tax_rate"
        constraints = [
            models.UniqueConstraint("state", "tax_class", name="tax_rate_once"),
            models.CheckConstraint(condition=Q(rate__gte=0, rate__lte=2_000), name="tax_rate_range"),
        ]


class PromoCode(models.Model):
    """A code that takes a share off the goods, so many times in all and, if said so, once for each e-mail."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=24, unique=True)
    rate = models.IntegerField()
    least_goods = models.BigIntegerField(default=0)
    most_uses = models.IntegerField(null=True, blank=True)
    uses = models.IntegerField(default=0)
    once_per_email = models.BooleanField(default=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "promo_code"
        constraints = [
            models.CheckConstraint(condition=Q(rate__gt=0, rate__lt=10_000), name="promo_code_rate"),
            models.CheckConstraint(
                condition=Q(uses__gte=0) & (Q(most_uses=None) | Q(uses__lte=F("most_uses"))),
                name="promo_code_never_overused",
            ),
            models.CheckConstraint(
                condition=~Q(code="") & Q(code__regex=r"^[A-Z0-9]+$"), name="promo_code_form"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PromoUse(models.Model):
    """One order's use of a code; given back when the order comes to nothing unpaid. `email` is folded."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    promo = models.ForeignKey(PromoCode, on_delete=models.PROTECT, related_name="taken")
    order_id = models.UUIDField(unique=True)
    email = models.TextField()
    is_single = models.BooleanField()
    used_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "promo_use"
        constraints = [
            models.UniqueConstraint(
                fields=["promo", "email"],
                condition=Q(is_single=True, given_back_at=None),
                name="promo_use_once_per_email",
            )
        ]
