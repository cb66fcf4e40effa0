"""Secret addresses of orders."""

from django.db import models

from storefront.order.models.order import Order


class OrderLink(models.Model):
    """A secret address at which an order is followed without an account; real times, only hashes are kept."""

    hash = models.BinaryField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="links")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "shop_order_link"
