"""What the clinic sells: products, their texts, the SKUs one can hold in the hand, and all their prices.

Whether something needs a prescription is a column that nobody can change once the product was made. Reads are
statements for either application; rows go through `of`, `all_of`, `by_id`:

    cards = ProductCard.all_of(run(catalog.in_category("sleep", locale="en", now=now)))
"""

from shared_lib.catalog.models import (
    GOODS,
    Category,
    Kind,
    Offer,
    Period,
    Pharmacy,
    Product,
    ProductCard,
    ProductPage,
    Relation,
    Status,
)
from shared_lib.catalog.queries import (
    cards,
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
    "GOODS",
    "Category",
    "Kind",
    "Offer",
    "Period",
    "Pharmacy",
    "Product",
    "ProductCard",
    "ProductPage",
    "Relation",
    "Status",
    "cards",
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
