"""The editors' story of a product, where they have written one."""

from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from markupsafe import Markup


def of(product_id: UUID, locale: str) -> Markup | None:
    """Return the story as markup, or None."""
    if find_spec("storefront.content.queries") is None:
        return None
    found: Markup | None = import_module("storefront.content.queries").story_of(product_id, locale)
    return found
