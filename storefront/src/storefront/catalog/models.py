"""The tables of the schema `shared` as Django sees them; shared-lib migrates them, and a test compares.

They serve the back office and foreign keys. Stock is never written through them: the database would refuse.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from shared_lib.catalog import Kind, Period, Pharmacy, Relation, Status
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
    ingredients = ArrayField(models.TextField(), default=list, blank=True)
    picture = models.TextField(null=True, blank=True)
    introduced_on = models.DateField(null=True, blank=True)

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
    points = ArrayField(models.TextField(), default=list, blank=True)
    search_terms = ArrayField(models.TextField(), default=list, blank=True)

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
    picture = models.TextField(null=True, blank=True)
    ndc = models.TextField(null=True, blank=True)
    period = models.TextField(choices=[(one.value, one.value) for one in Period], null=True, blank=True)

    class Meta:
        managed = False
        db_table = "sku"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class SkuText(models.Model):
    """What a SKU's attributes are called in one language other than English."""

    pk = models.CompositePrimaryKey("sku_id", "locale")
    sku = models.ForeignKey(Sku, on_delete=models.DO_NOTHING, related_name="texts")
    locale = models.TextField()
    attributes = models.JSONField()

    class Meta:
        managed = False
        db_table = "sku_text"


class Option(models.Model):
    """What an attribute of SKUs is called: size, flavour; names by locale."""

    key = models.TextField(primary_key=True)
    position = models.IntegerField(default=0)
    names = models.JSONField()

    class Meta:
        managed = False
        db_table = "option"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.key


class Facet(models.Model):
    """A question by which shoppers narrow a list down: the goal, the form; names by locale."""

    key = models.TextField(primary_key=True)
    position = models.IntegerField(default=0)
    names = models.JSONField()

    class Meta:
        managed = False
        db_table = "facet"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.key


class FacetValue(models.Model):
    """One answer to a facet's question; names by locale."""

    pk = models.CompositePrimaryKey("facet_id", "key")
    facet = models.ForeignKey(
        Facet, on_delete=models.DO_NOTHING, db_column="facet_key", related_name="values"
    )
    key = models.TextField()
    position = models.IntegerField(default=0)
    names = models.JSONField()

    class Meta:
        managed = False
        db_table = "facet_value"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return f"{self.facet_id}: {self.key}"


class ProductFacet(models.Model):
    """That a product has one value of a facet; it may have several of the same facet."""

    pk = models.CompositePrimaryKey("product_id", "facet_key", "value_key")
    product = models.ForeignKey(Product, on_delete=models.DO_NOTHING, related_name="facets")
    facet_key = models.TextField()
    value_key = models.TextField()

    class Meta:
        managed = False
        db_table = "product_facet"


class Plan(models.Model):
    """How often a product may come by itself, and what that saves in hundredths of a percent."""

    pk = models.CompositePrimaryKey("product_id", "every_days")
    product = models.ForeignKey(Product, on_delete=models.DO_NOTHING, related_name="plans")
    every_days = models.IntegerField()
    discount_bp = models.IntegerField(default=0)
    needs_prescription = models.BooleanField(default=False, editable=False)

    class Meta:
        managed = False
        db_table = "plan"
        ordering = ["every_days"]


class ProductRelation(models.Model):
    """That one product is shown with another: bought with it, or related to it."""

    pk = models.CompositePrimaryKey("product_id", "relation", "other_id")
    product = models.ForeignKey(Product, on_delete=models.DO_NOTHING, related_name="relations")
    other = models.ForeignKey(Product, on_delete=models.DO_NOTHING, related_name="+")
    relation = models.TextField(choices=[(one.value, one.value) for one in Relation])
    position = models.IntegerField(default=0)

    class Meta:
        managed = False
        db_table = "product_relation"
        ordering = ["position"]


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
