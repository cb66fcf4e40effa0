"""Who may see an order: whoever placed it in this browser, has its secret address, or owns the account."""

from uuid import UUID

from django.http import HttpRequest

from storefront.order import queries
from storefront.order.models import Order

_SEEN = "orders"
_MOST = 20


def allow(request: HttpRequest, order_id: UUID) -> None:
    """Let this browser's session see the order from now on."""
    others = [one for one in request.session.get(_SEEN, []) if one != str(order_id)]
    request.session[_SEEN] = [*others, str(order_id)][-_MOST:]


def get(request: HttpRequest, reference: str) -> Order:
    """Return an order that this visitor may see.

    :raises OrderNotFound: there is none, or it is none of theirs: the answer is the same.
    """
    order = queries.get_by_reference(reference)
    is_owner = request.user.is_authenticated and order.account_id == request.user.pk
    if not is_owner and str(order.id) not in request.session.get(_SEEN, []):
        raise queries.OrderNotFound("There is no such order.")
    return order
