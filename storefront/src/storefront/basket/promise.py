"""What is promised to a basket's own order while that is being paid: to this shopper it is not gone.

Orders lie ahead of baskets, so the order slice says at start where to ask.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from shared_lib.catalog import Offer

Promised = Callable[[UUID], Mapping[UUID, int]]


def _nothing(basket_id: UUID) -> Mapping[UUID, int]:  # noqa: ARG001 - nobody to ask yet
    return {}


_ask: list[Promised] = [_nothing]


def ask(where: Promised) -> None:
    """Say who knows how many pieces by SKU are promised to a basket's open order."""
    _ask[:] = [where]


def counted_in(basket_id: UUID, offers: Mapping[UUID, Offer]) -> Mapping[UUID, Offer]:
    """Return the offers with this basket's own promise counted as available."""
    mine = _ask[0](basket_id)
    if not mine:
        return offers
    return {
        sku_id: offer
        if offer.available is None
        else replace(offer, available=offer.available + mine.get(sku_id, 0))
        for sku_id, offer in offers.items()
    }
