"""Parts of changing a basket that verbs here, and the order that empties it, share; a transaction is open."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from shared_lib.ids import uuid7
from shared_lib.money import Money
from shared_lib.statement import Statement
from storefront.basket.holder import Holder
from storefront.basket.models import Basket, BasketLine
from storefront.kit.db import run

_HAVE = """
INSERT INTO basket (id, token_hash, account_id, made_at, changed_at)
VALUES (%(id)s, %(token_hash)s, %(account_id)s, %(now)s, %(now)s)
ON CONFLICT ({owner}) DO UPDATE SET changed_at = excluded.changed_at
RETURNING id, made_at
"""
_HAVE_OF_GUEST, _HAVE_OF_ACCOUNT = _HAVE.format(owner="token_hash"), _HAVE.format(owner="account_id")

_PUT = """
WITH before AS (
    SELECT quantity FROM basket_line WHERE basket_id = %(basket)s AND sku_id = %(sku)s
)
INSERT INTO basket_line (id, basket_id, sku_id, quantity, added_at, seen_amount)
VALUES (%(id)s, %(basket)s, %(sku)s, least(%(quantity)s, %(most)s), %(now)s, %(seen)s)
ON CONFLICT (basket_id, sku_id)
    DO UPDATE SET quantity = least(basket_line.quantity + excluded.quantity, %(most)s),
                  seen_amount = excluded.seen_amount
RETURNING coalesce((SELECT quantity FROM before), 0), quantity
"""

_TAKE = """
WITH bought AS (
    SELECT * FROM unnest(%(skus)s::uuid[], %(quantities)s::integer[]) AS bought (sku_id, quantity)
), less AS (
    UPDATE basket_line SET quantity = basket_line.quantity - bought.quantity FROM bought
     WHERE basket_id = %(basket)s AND basket_line.sku_id = bought.sku_id
       AND basket_line.quantity > bought.quantity RETURNING 1
)
DELETE FROM basket_line USING bought
WHERE basket_id = %(basket)s AND basket_line.sku_id = bought.sku_id
  AND basket_line.quantity <= bought.quantity
"""


def basket_of(holder: Holder, *, now: datetime) -> Basket:
    """Return the holder's basket, locked and touched; two first calls at once make one."""
    owner = {"token_hash": holder.token_hash, "account_id": holder.account_id}
    have = _HAVE_OF_GUEST if holder.account_id is None else _HAVE_OF_ACCOUNT
    basket_id, made_at = run(Statement(have, {**owner, "id": uuid7(), "now": now}))[0]
    return Basket(id=basket_id, **owner, made_at=made_at, changed_at=now)


def put(
    basket: Basket, sku_id: UUID, quantity: int, *, most: int, seen: Money | None, now: datetime
) -> tuple[int, int]:
    """Add pieces to a line of a locked basket, at most so many in all, at the price that was seen.

    :returns: how many the line held before, and how many it holds now.
    """
    values = {
        "id": uuid7(),
        "basket": basket.id,
        "sku": sku_id,
        "quantity": quantity,
        "most": most,
        "seen": seen.amount if seen else None,
        "now": now,
    }
    before, held = run(Statement(_PUT, values))[0]
    return before, held


def set_to(basket: Basket, sku_id: UUID, quantity: int, *, seen: Money | None = None) -> bool:
    """Set a line's quantity at the price that was seen, or remove it at 0; tell whether there was one."""
    lines = BasketLine.objects.filter(basket=basket, sku_id=sku_id)
    if not quantity:
        return bool(lines.delete()[0])
    return bool(lines.update(quantity=quantity, seen_amount=seen.amount if seen else None))


def take_out(basket_id: UUID, bought: Mapping[UUID, int]) -> None:
    """Take what was bought (pieces by SKU) out of a basket; what was put in since stays."""
    taken = {"basket": basket_id, "skus": list(bought), "quantities": list(bought.values())}
    run(Statement(_TAKE, taken))
