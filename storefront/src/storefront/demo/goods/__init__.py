"""What the demo shop sells to anyone, shelf by shelf, and its memberships."""

from collections.abc import Sequence

from storefront.demo.goods import devices, foundations, longevity, powders, skin, sleep
from storefront.demo.goods.memberships import MEMBERSHIPS
from storefront.demo.goods.thing import DemoProduct, DemoSku

__all__ = ["GOODS", "MEMBERSHIPS", "DemoProduct", "DemoSku"]

GOODS: Sequence[DemoProduct] = (
    *foundations.GOODS,
    *powders.GOODS,
    *longevity.GOODS,
    *sleep.GOODS,
    *skin.GOODS,
    *devices.GOODS,
)
