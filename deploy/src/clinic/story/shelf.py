"""What lies on the shelf, as the clinic's read-only `report` login sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import psycopg

from clinic.story.town import Town

FIND = """
SELECT lot.code, lot.expires_on, lot.on_hand
FROM shared.lot JOIN shared.sku ON sku.id = lot.sku_id JOIN shared.product ON product.id = sku.product_id
WHERE product.slug = %s AND lot.status = 'available' AND lot.on_hand > 0
  AND (lot.expires_on IS NULL OR lot.expires_on > %s)
ORDER BY sku.position, lot.expires_on NULLS LAST, lot.received_at
"""


@dataclass(frozen=True)
class Lot:
    """A lot of a product's first SKU, and how much of it there is."""

    code: str
    expires_on: date | None
    on_hand: int


def lots_of(town: Town, slug: str) -> Sequence[Lot]:
    """Return a product's lots that can be sold, the first to expire first."""
    with psycopg.connect(town.told.logins["report_shop"]) as connection:
        return [Lot(*row) for row in connection.execute(FIND, [slug, town.now.date()])]
