"""What the shop knows already, so that nobody is asked twice: an order left unpaid, an account's address."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest

from storefront.order import queries as orders

if TYPE_CHECKING:
    from storefront.order.models import Order

_NAMES = ("email", "phone", "name", "line1", "line2", "city", "state", "postcode")


def known_of(request: HttpRequest, basket_id: UUID | None) -> dict[str, Any]:
    """Return what can be filled in already."""
    order = orders.find_latest_of_basket(basket_id) if basket_id else None
    if order is not None:
        return _of_order(order)
    if not request.user.is_authenticated:
        return {}
    address = request.user.addresses.first()
    known = {name: getattr(address, name) for name in _NAMES if hasattr(address, name)} if address else {}
    return {"name": request.user.get_full_name(), **known, "email": request.user.email}


def _of_order(order: "Order") -> dict[str, Any]:
    known = {name: getattr(order, name) for name in _NAMES}
    return {**known, "shipping": order.shipping_code, "promo": order.promo_code}
