"""What search engines read of a product: schema.org, as JSON-LD."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from shared_lib.catalog import GOODS, Offer, ProductPage
from shared_lib.money import Money
from storefront.kit.jinja import address, picture

STATES = {True: "https://schema.org/InStock", False: "https://schema.org/OutOfStock"}


def product(page: ProductPage, ingredients: Sequence[str]) -> Mapping[str, Any]:
    """Return a product with an offer for each variant; a drug has none, for nobody can simply buy it."""
    found = page.product
    about = {
        "@context": "https://schema.org",
        "name": found.name,
        "description": found.summary,
        "image": _whole(picture(found.picture)),
        "url": _whole(address("catalog:product", found.slug)),
    }
    if found.needs_prescription:
        drug = {"@type": "Drug", "prescriptionStatus": "https://schema.org/PrescriptionOnly"}
        return about | drug | ({"activeIngredient": ", ".join(ingredients)} if ingredients else {})
    is_sold = found.kind in GOODS
    offers = [_offer(offer, offer.price) for offer in page.offers if is_sold and offer.price is not None]
    return (
        about
        | {"@type": "Product", "brand": {"@type": "Brand", "name": settings.WAGTAIL_SITE_NAME}}
        | ({"offers": offers} if offers else {})
    )


def breadcrumbs(way: Sequence[tuple[str | None, str]]) -> Mapping[str, Any]:
    """Return the way to a page: addresses with their names, the page itself without one."""
    items = [
        {"@type": "ListItem", "position": place, "name": str(name)} | ({"item": _whole(href)} if href else {})
        for place, (href, name) in enumerate(way, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def _offer(offer: Offer, price: Money) -> Mapping[str, Any]:
    return {
        "@type": "Offer",
        "sku": offer.code,
        "name": ", ".join(offer.attributes.values()) or offer.product.name,
        "url": f"{_whole(address('catalog:product', offer.product.slug))}?sku={offer.code}",
        "price": f"{price.amount / 100:.2f}",
        "priceCurrency": price.currency,
        "availability": STATES[offer.sellable],
    }


def _whole(path: str) -> str:
    return f"{settings.SHOP.storefront_url}{path}"
