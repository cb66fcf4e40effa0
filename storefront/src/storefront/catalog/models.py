"""The tables of the schema `shared` as Django sees them; shared-lib migrates them, and a test compares.

They serve the back office and foreign keys. Stock is never written through them: the database would refuse.
"""

from django.db import models

from shared_lib.catalog import Kind, Pharmacy, Status
from shared_lib.ids import uuid7
from shared_lib.stock import LotStatus


class Category(models.Model):
    """A shelf of the shop."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.TextField(unique=True)
    status = models.TextField(choices=[(one.value, one.value) for one in Status], default=Status.ACTIVE.value)
    position = models.IntegerField(default=0)

    class Meta:
        managed = False
        db_table = "category"
        ordering = ["position", "slug"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.slug


class CategoryText(models.Model):
    """What a category is called in one language."""

    pk = models.CompositePrimaryKey("category_id", "locale")
    category = models.ForeignKey(Category, on_delete=models.DO_NOTHING, related_name="texts")
    locale = models.TextField()
    name = models.TextField()
    summary = models.TextField(default="", blank=True)

    class Meta:
        managed = False
        db_table = "category_text"


class Product(models.Model):
    """What is true of a product whatever its size; its kind can never change."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.TextField(unique=True)
    kind = models.TextField(choices=[(one.value, one.value) for one in Kind])
    needs_prescription = models.BooleanField()
    category = models.ForeignKey(Category, on_delete=models.DO_NOTHING, related_name="products")
    rx_class = models.TextField(null=True, blank=True)
    dea_schedule = models.TextField(null=True, blank=True)
    pharmacy = models.TextField(choices=[(one.value, one.value) for one in Pharmacy], null=True, blank=True)
    cold_chain = models.BooleanField(default=False)
    days_supply = models.IntegerField(null=True, blank=True)
    alternative_product = models.ForeignKey("self", on_delete=models.DO_NOTHING, null=True, blank=True)
    tax_class = models.TextField(default="general")
    status = models.TextField(choices=[(one.value, one.value) for one in Status], default=Status.DRAFT.value)
    position = models.IntegerField(default=0)

    class Meta:
        managed = False
        db_table = "product"
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.slug


class ProductText(models.Model):
    """What a product is called and said to be in one language."""

    pk = models.CompositePrimaryKey("product_id", "locale")
    product = models.ForeignKey(Product, on_delete=models.DO_NOTHING, related_name="texts")
    locale = models.TextField()
    name = models.TextField()
    summary = models.TextField(default="", blank=True)
    unit_text = models.TextField(default="", blank=True)

    class Meta:
        managed = False
        db_table = "product_text"


class Sku(models.Model):
    """One thing that can be held in the hand: a size or a colour of a product."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    product = models.ForeignKey(Product, on_delete=models.DO_NOTHING, related_name="skus")
    code = models.TextField(unique=True)
    attributes = models.JSONField(default=dict, blank=True)
    gtin = models.TextField(null=True, blank=True, unique=True)
    weight_g = models.IntegerField(default=0)
    stocked = models.BooleanField(default=True)
    par_level = models.IntegerField(default=0)
    status = models.TextField(choices=[(one.value, one.value) for one in Status], default=Status.ACTIVE.value)
    position = models.IntegerField(default=0)

    class Meta:
        managed = False
        db_table = "sku"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Price(models.Model):
    """What a SKU costs in a span of time, in minor units; set by `shared_lib.catalog.set_price`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sku = models.ForeignKey(Sku, on_delete=models.DO_NOTHING, related_name="prices")
    amount = models.BigIntegerField()
    currency = models.TextField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        managed = False
        db_table = "price"
        ordering = ["-valid_from"]


class Lot(models.Model):
    """Goods of one SKU that arrived together and last as long; read only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sku = models.ForeignKey(Sku, on_delete=models.DO_NOTHING, related_name="lots")
    code = models.TextField()
    expires_on = models.DateField(null=True)
    location = models.TextField()
    status = models.TextField(choices=[(one.value, one.value) for one in LotStatus])
    on_hand = models.IntegerField()
    received_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "lot"
        ordering = ["expires_on", "received_at"]

    def __str__(self) -> str:
        return self.code


class Level(models.Model):
    """How much of a SKU may be sold and how much of that is promised; read only."""

    sku = models.OneToOneField(Sku, primary_key=True, on_delete=models.DO_NOTHING, related_name="level")
    on_hand = models.IntegerField()
    reserved = models.IntegerField()

    class Meta:
        managed = False
        db_table = "level"
