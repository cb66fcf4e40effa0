"""Baskets and their lines. A guest's is found by the hash of a random token, an account's by the account."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shared_lib.ids import uuid7
from storefront.catalog.models import Sku

MOST_OF_ONE = 20
"""How many of one SKU a basket may hold."""


class Basket(models.Model):
    """One shopper's basket: either a guest's or an account's, never both."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token_hash = models.BinaryField(unique=True, null=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="basket"
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "basket"
        constraints = [
            models.CheckConstraint(
                condition=Q(token_hash__isnull=True, account__isnull=False)
                | Q(token_hash__isnull=False, account__isnull=True),
                name="basket_is_a_guests_or_an_accounts",
            )
        ]


class BasketLine(models.Model):
    """So many of one SKU. `seen_amount` is its price, in minor units, when the shopper changed the line."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    basket = models.ForeignKey(Basket, on_delete=models.CASCADE, related_name="lines")
    sku = models.ForeignKey(Sku, on_delete=models.PROTECT, related_name="+")
    quantity = models.IntegerField()
    added_at = models.DateTimeField()
    seen_amount = models.BigIntegerField(null=True)

    class Meta:
        db_table = "basket_line"
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint("basket", "sku", name="basket_line_once_per_sku"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MOST_OF_ONE), name="basket_line_quantity"
            ),
        ]
