"""Reads of stock, as statements. None of them decides anything: only a verb's answer does."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from shared_lib.statement import Statement

_LOT = """
    SELECT lot.id, lot.sku_id, sku.code, lot.code, lot.expires_on, lot.location, lot.status, lot.on_hand,
           lot.received_at
      FROM shared.lot JOIN shared.sku ON sku.id = lot.sku_id
"""


def availability(sku_ids: Iterable[UUID], *, now: datetime) -> Statement:
    """Return `Availability` rows: what each stocked SKU could promise now, without lots out of date."""
    return Statement(
        """
        SELECT level.sku_id, shared.available(level.sku_id, %(now)s::timestamptz)
          FROM shared.level WHERE level.sku_id = ANY(%(sku_ids)s::uuid[])
        """,
        {"sku_ids": [str(sku_id) for sku_id in sku_ids], "now": now},
    )


def on_hand(sku_ids: Iterable[UUID], *, now: datetime) -> Statement:
    """Return rows (sku_id, goods): what lies on the shelf in lots that may be used, promised or not."""
    return Statement(
        """
        SELECT sku_id, sum(on_hand) FROM shared.lot
         WHERE sku_id = ANY(%(sku_ids)s::uuid[]) AND status = 'available'
           AND (expires_on IS NULL OR expires_on >= (%(now)s::timestamptz AT TIME ZONE 'UTC')::date)
         GROUP BY sku_id
        """,
        {"sku_ids": [str(sku_id) for sku_id in sku_ids], "now": now},
    )


def find(reference: str) -> Statement:
    """Return the caller's own `Reservation`; no row if there is none."""
    return Statement(
        "SELECT reference, status, expires_at, whole FROM shared.find_reservation(%(reference)s)",
        {"reference": reference},
    )


def allocations(reference: str) -> Statement:
    """Return what the caller's reservation consumed, as `Allocation` rows."""
    return Statement(
        "SELECT sku_id, lot_id, lot_code, expires_on, quantity FROM shared.allocations(%(reference)s)",
        {"reference": reference},
    )


def consumers(lot_id: UUID) -> Statement:
    """Return, for a recall, rows (reference, quantity) of the caller's reservations that took from a lot."""
    return Statement(
        "SELECT reference, quantity FROM shared.consumers(%(lot_id)s::uuid)", {"lot_id": str(lot_id)}
    )


def lots(sku_id: UUID) -> Statement:
    """Return a SKU's lots as `Holding` rows, in the order in which they will be used."""
    return Statement(
        f"{_LOT} WHERE lot.sku_id = %(sku_id)s::uuid"
        " ORDER BY lot.expires_on NULLS LAST, lot.received_at, lot.id",
        {"sku_id": str(sku_id)},
    )


def withheld(lot_ids: Iterable[UUID]) -> Statement:
    """Return rows (id, status) of those lots that are in quarantine or recalled."""
    return Statement(
        "SELECT id, status FROM shared.lot"
        " WHERE id = ANY(%(lot_ids)s::uuid[]) AND status IN ('quarantined', 'recalled')",
        {"lot_ids": [str(lot_id) for lot_id in lot_ids]},
    )


def expiring(*, until: date) -> Statement:
    """Return `Holding` rows of available lots with goods whose last day is `until` or earlier."""
    return Statement(
        f"{_LOT} WHERE lot.status = 'available' AND lot.on_hand > 0 AND lot.expires_on <= %(until)s::date"
        " ORDER BY lot.expires_on, lot.id",
        {"until": until},
    )


def levels(*, now: datetime, low: bool = False) -> Statement:
    """Return rows (sku_id, sku_code, on_hand, reserved, available, par_level).

    With `low`, only the SKUs that could promise no more than their par level.
    """
    return Statement(
        """
        SELECT sku_id, code, on_hand, reserved, available, par_level
          FROM (SELECT level.sku_id, sku.code, level.on_hand, level.reserved, sku.par_level,
                       shared.available(level.sku_id, %(now)s::timestamptz) AS available
                  FROM shared.level JOIN shared.sku ON sku.id = level.sku_id
                 WHERE sku.status = 'active') AS now
         WHERE NOT %(low)s OR available <= par_level
         ORDER BY code
        """,
        {"now": now, "low": low},
    )


def movements(sku_id: UUID, *, limit: int = 100) -> Statement:
    """Return rows (id, lot_id, lot_code, kind, quantity, reference, reason, actor, at), latest first."""
    return Statement(
        """
        SELECT movement.id, movement.lot_id, lot.code, movement.kind, movement.quantity, movement.reference,
               movement.reason, movement.actor, movement.at
          FROM shared.movement JOIN shared.lot ON lot.id = movement.lot_id
         WHERE movement.sku_id = %(sku_id)s::uuid
         ORDER BY movement.id DESC LIMIT %(limit)s
        """,
        {"sku_id": str(sku_id), "limit": limit},
    )


def lot(lot_id: UUID) -> Statement:
    """Return one lot as a `Holding` row; no row if there is none."""
    return Statement(f"{_LOT} WHERE lot.id = %(lot_id)s::uuid", {"lot_id": str(lot_id)})


def search_lots(*, status: str = "", words: str = "", limit: int = 50, offset: int = 0) -> Statement:
    """Return `Holding` rows of all SKUs, the first to expire first.

    :param status: only lots that are so; empty for all.
    :param words: the beginning of a lot's or a SKU's code; empty for all.
    """
    return Statement(
        f"""{_LOT} WHERE (%(status)s = '' OR lot.status = %(status)s)
           AND (lot.code ILIKE %(words)s OR sku.code ILIKE %(words)s)
         ORDER BY lot.expires_on NULLS LAST, lot.id LIMIT %(limit)s OFFSET %(offset)s""",
        {"status": status, "words": f"{_plain(words)}%", "limit": limit, "offset": offset},
    )


def movements_of(lot_id: UUID, *, limit: int = 200) -> Statement:
    """Return rows as `movements` does, of one lot."""
    return Statement(
        """
        SELECT movement.id, movement.lot_id, lot.code, movement.kind, movement.quantity, movement.reference,
               movement.reason, movement.actor, movement.at
          FROM shared.movement JOIN shared.lot ON lot.id = movement.lot_id
         WHERE movement.lot_id = %(lot_id)s::uuid
         ORDER BY movement.id DESC LIMIT %(limit)s
        """,
        {"lot_id": str(lot_id), "limit": limit},
    )


def _plain(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
