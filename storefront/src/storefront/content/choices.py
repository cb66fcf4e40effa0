"""What editors may choose from, as the catalogue and the brand have it."""

from django.utils.translation import get_language

from shared_lib.brand.art import SCENES
from storefront.catalog.models import Category, ProductText

STRENGTHS = [
    ("strong", "Strong: several good trials agree"),
    ("moderate", "Moderate: good trials, not all agree"),
    ("early", "Early: small or short trials"),
    ("none", "Untested in people"),
]


def scenes() -> list[tuple[str, str]]:
    """Return the brand's drawn landscapes."""
    return [(kind, kind.capitalize()) for kind in SCENES]


def products() -> list[tuple[str, str]]:
    """Return the products by slug, with their names."""
    texts = ProductText.objects.filter(locale="en").exclude(product__status="retired")
    return [(slug, f"{name}") for slug, name in texts.values_list("product__slug", "name").order_by("name")]


def categories() -> list[tuple[str, str]]:
    """Return the shelves by slug."""
    return [
        (slug, slug.replace("-", " ").capitalize())
        for slug in Category.objects.values_list("slug", flat=True)
    ]


def locale() -> str:
    """Return the language of the page being shown."""
    return (get_language() or "en").partition("-")[0]
