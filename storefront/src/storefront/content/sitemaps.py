"""What search engines may find: pages, shelves and products."""

from collections.abc import Sequence

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from storefront.catalog.models import Category, Product


class ShopSitemap(Sitemap[str]):
    """Shelves and products that are shown."""

    def items(self) -> Sequence[str]:
        """Return their addresses."""
        shelves = Category.objects.filter(status="active").values_list("slug", flat=True)
        products = Product.objects.filter(status="active").values_list("slug", flat=True)
        return [
            *(reverse("catalog:category", args=[slug]) for slug in shelves),
            *(reverse("catalog:product", args=[slug]) for slug in products),
        ]

    def location(self, item: str) -> str:
        """Return the address itself."""
        return item


SITEMAPS = {"pages": PageSitemap, "shop": ShopSitemap}
