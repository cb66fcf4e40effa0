"""The one catalogue change that must keep its history: a new price."""

from datetime import datetime
from uuid import UUID

from shared_lib.audit import Entry
from shared_lib.money import Money
from shared_lib.statement import Statement


def set_price(
    *, price_id: UUID, sku_id: UUID, price: Money, valid_from: datetime, now: datetime, entry: Entry
) -> Statement:
    """Close the SKU's price at `valid_from` (now or later), open the new one, and append the audit entry.

    The answer is one row: whether anything changed (False: that price already stands).

    :raises PriceRefused: `valid_from` lies in the past, or another price is already planned after it.
    """
    return Statement(
        """
        SELECT shared.set_price(%(price_id)s::uuid, %(sku_id)s::uuid, %(amount)s::bigint, %(currency)s,
                                %(valid_from)s::timestamptz, %(now)s::timestamptz, %(payload)s::bytea,
                                %(leaf)s::bytea)
        """,
        {
            "price_id": str(price_id),
            "sku_id": str(sku_id),
            "amount": price.amount,
            "currency": price.currency,
            "valid_from": valid_from,
            "now": now,
            "payload": entry.payload,
            "leaf": entry.leaf,
        },
    )
