"""Make what shoppers browse by: facets, the words of options, plans, and what goes together."""

from collections.abc import Callable, Iterable
from uuid import UUID

from storefront.catalog.models import (
    Facet,
    FacetValue,
    Option,
    Plan,
    ProductFacet,
    ProductRelation,
    SkuText,
)
from storefront.demo.facets import FACETS, OPTIONS, Words
from storefront.demo.goods import DemoProduct

Identity = Callable[..., UUID]


def words() -> None:
    """Make the facets, their values and the options."""
    for position, (key, names) in enumerate(map(_named, OPTIONS)):
        Option.objects.get_or_create(key=key, defaults={"position": position, "names": names})
    for position, (facet, values) in enumerate(FACETS):
        key, names = _named(facet)
        Facet.objects.get_or_create(key=key, defaults={"position": position, "names": names})
        for order, (value, called) in enumerate(map(_named, values)):
            FacetValue.objects.get_or_create(
                facet_id=key, key=value, defaults={"position": order, "names": called}
            )


def of_products(products: Iterable[DemoProduct], identity: Identity) -> None:
    """Make what these products are found by and shown with; all of them exist already."""
    for demo in products:
        _product(identity("product", demo.slug), demo, identity)


def _product(product_id: UUID, demo: DemoProduct, identity: Identity) -> None:
    for facet, values in demo.facets.items():
        for value in values:
            ProductFacet.objects.get_or_create(product_id=product_id, facet_key=facet, value_key=value)
    for days, discount in demo.plans.items():
        Plan.objects.get_or_create(product_id=product_id, every_days=days, defaults={"discount_bp": discount})
    for relation, slugs in (("related", demo.related), ("bought_with", demo.bought_with)):
        for position, slug in enumerate(slugs):
            ProductRelation.objects.get_or_create(
                product_id=product_id,
                other_id=identity("product", slug),
                relation=relation,
                defaults={"position": position},
            )
    for sku in demo.skus:
        if sku.spanish:
            SkuText.objects.get_or_create(
                sku_id=identity("sku", sku.code), locale="es", defaults={"attributes": dict(sku.spanish)}
            )


def _named(words: Words) -> tuple[str, dict[str, str]]:
    key, english, spanish = words
    return key, {"en": english, "es": spanish}
