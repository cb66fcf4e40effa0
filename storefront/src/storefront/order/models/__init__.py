"""The tables of orders; private to this slice and to the desk."""

from storefront.order.models.goods import LotReturn, LotUse, RefundLine
from storefront.order.models.history import OrderLetter, OrderNote, OrderStep
from storefront.order.models.link import OrderLink
from storefront.order.models.order import Order, OrderLine

__all__ = [
    "LotReturn",
    "LotUse",
    "Order",
    "OrderLetter",
    "OrderLine",
    "OrderLink",
    "OrderNote",
    "OrderStep",
    "RefundLine",
]
