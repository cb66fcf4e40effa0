"""What the clinic sells: products, their texts, the SKUs one can hold in the hand, and all their prices.

Whether something needs a prescription is a column that nobody can change after the product was made. Reads
are
statements for either application; rows go through `of`, `all_of`, `by_id`:

    cards = ProductCard.all_of(run(catalog.in_category("sleep", locale="en", now=now)))
"""

from shared_lib.catalog.models import (
    Category,
    Kind,
    Offer,
    Pharmacy,
    Product,
    ProductCard,
    ProductPage,
    Status,
)
from shared_lib.catalog.queries import (
    categories,
    in_category,
    offers,
    price_history,
    product,
    products,
    rx_programmes,
    search,
)
from shared_lib.catalog.service import set_price

__all__ = [
    "Category",
    "Kind",
    "Offer",
    "Pharmacy",
    "Product",
    "ProductCard",
    "ProductPage",
    "Status",
    "categories",
    "in_category",
    "offers",
    "price_history",
    "product",
    "products",
    "rx_programmes",
    "search",
    "set_price",
]
