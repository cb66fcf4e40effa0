"""Which picture shows which product of the demo clinic, and which of its variants look different."""

from shared_lib.brand.catalogue.clinic import CLINIC
from shared_lib.brand.catalogue.picture import Picture
from shared_lib.brand.catalogue.shelf import SHELF
from shared_lib.brand.catalogue.tools import TOOLS

__all__ = ["PICTURES", "PRODUCTS", "Picture"]

PRODUCTS = (*SHELF, *TOOLS, *CLINIC)
PICTURES = tuple(picture for product in PRODUCTS for picture in (product, *product.variants))
