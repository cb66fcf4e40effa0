"""The verbs of stock: one SQL function each, with the audit entry of the act.

Every verb is idempotent by its reference. `reference` is the caller's own opaque name for the act (`order:...`,
`fill:...`, `receipt:...`); it must not link a shopper to a patient. `now` is domain time.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared_lib.audit import Entry
from shared_lib.statement import Statement
from shared_lib.stock.models import Line, LotChoice, LotStatus, NewLot

_AUDIT = "%(now)s::timestamptz, %(payload)s::bytea, %(leaf)s::bytea"


def reserve(
    *, reference: str, lines: Sequence[Line], expires_at: datetime, now: datetime, entry: Entry
) -> Statement:
    """Promise the lines to the reference until `expires_at`; the answer is a `Reservation`.

    Repeated with the same lines: the same answer, and a promise that was released or expired is made again.

    :raises InsufficientStock: too few that are in date, available and not promised to somebody else.
    :raises ReservationMismatch: the reference has other lines.
    :raises UnknownSku: a SKU is unknown or not stocked.
    :raises InvalidLines: no lines, a quantity below 1, or a deadline not after `now`.
    """
    return _call(
        "SELECT reference, status, expires_at FROM shared.reserve(%(reference)s, %(lines)s::jsonb,"
        " %(expires_at)s::timestamptz, {audit})",
        now,
        entry,
        reference=reference,
        lines=json.dumps([{"sku": str(line.sku_id), "quantity": line.quantity} for line in lines]),
        expires_at=expires_at,
    )


def extend(*, reference: str, expires_at: datetime, now: datetime, entry: Entry) -> Statement:
    """Keep the promise at least until `expires_at`, making it again if it has lapsed; the answer is a `Reservation`.

    :raises InsufficientStock: it has lapsed and the stock is gone.
    :raises AlreadyConsumed: it was consumed.
    :raises ReservationNotFound: the caller has no such reservation.
    """
    return _call(
        "SELECT reference, status, expires_at FROM shared.extend(%(reference)s, %(expires_at)s::timestamptz, {audit})",
        now,
        entry,
        reference=reference,
        expires_at=expires_at,
    )


def release(*, reference: str, now: datetime, entry: Entry) -> Statement:
    """Give the promised stock back; nothing happens to one already released or expired. The answer is a `Reservation`.

    :raises AlreadyConsumed: it was consumed: return the goods instead.
    :raises ReservationNotFound: the caller has no such reservation.
    """
    return _call(
        "SELECT reference, status, expires_at FROM shared.release(%(reference)s, {audit})",
        now,
        entry,
        reference=reference,
    )


def consume(
    *, reference: str, now: datetime, entry: Entry, lots: Sequence[LotChoice] | None = None
) -> Statement:
    """Take the promised goods out of their lots, first expiry first; the answer is a list of `Allocation`.

    `lots` is a pharmacist's choice for all lines. A promise that lapsed is honoured if stock remains.

    :raises InsufficientStock: it lapsed and the stock is gone.
    :raises LotUnfit: a chosen lot is out of date, withheld or too small.
    :raises ReservationMismatch: the choice does not add up to the lines, or differs from what was consumed.
    :raises ReservationNotFound: the caller has no such reservation.
    """
    chosen = [{"lot": str(choice.lot_id), "quantity": choice.quantity} for choice in lots or ()]
    return _call(
        "SELECT sku_id, lot_id, lot_code, expires_on, quantity"
        " FROM shared.consume(%(reference)s, %(lots)s::jsonb, {audit})",
        now,
        entry,
        reference=reference,
        lots=None if lots is None else json.dumps(chosen),
    )


def receive(*, reference: str, lot: NewLot, now: datetime, entry: Entry) -> Statement:
    """Put goods on the shelf, into the SKU's lot of this code and location; the answer is one row: the lot's id.

    :raises UnknownSku: the SKU is unknown or not stocked.
    :raises LotMismatch: the lot is known with another date.
    :raises CallMismatch: the reference was used for another receipt.
    :raises InvalidLines: the quantity is below 1.
    """
    return _call(
        "SELECT shared.receive(%(reference)s, %(lot_id)s::uuid, %(sku_id)s::uuid, %(code)s, %(expires_on)s::date,"
        " %(location)s, %(status)s, %(quantity)s::integer, {audit})",
        now,
        entry,
        reference=reference,
        lot_id=str(lot.id),
        sku_id=str(lot.sku_id),
        code=lot.code,
        expires_on=lot.expires_on,
        location=lot.location,
        status=lot.status.value,
        quantity=lot.quantity,
    )


def adjust(
    *, reference: str, lot_id: UUID, delta: int, reason: str, now: datetime, entry: Entry
) -> Statement:
    """Correct a lot after a count; the answer is a list of `Lost`, the promises that can no longer be kept.

    :raises LotUnfit: the lot would hold less than nothing.
    :raises UnknownLot: there is no such lot.
    :raises InvalidLines: no change, or no reason.
    """
    return _change("adjusted", reference, lot_id, delta, reason, now, entry)


def destroy(
    *, reference: str, lot_id: UUID, quantity: int, reason: str, now: datetime, entry: Entry
) -> Statement:
    """Take goods out of a lot for good; the answer and the refusals are those of `adjust`."""
    return _change("destroyed", reference, lot_id, -quantity, reason, now, entry)


def return_to_stock(
    *, reference: str, lot_id: UUID, quantity: int, reason: str, now: datetime, entry: Entry
) -> Statement:
    """Put goods back into the lot they came from; a prescription drug that left is refused.

    The answer and the refusals are those of `adjust`.

    :raises LotUnfit: it is a prescription drug, which may only be destroyed.
    """
    return _change("returned", reference, lot_id, quantity, reason, now, entry)


def set_lot_status(
    *, reference: str, lot_id: UUID, status: LotStatus, reason: str, now: datetime, entry: Entry
) -> Statement:
    """Withhold a lot or make it available again; the answer is a list of `Lost`.

    :raises UnknownLot: there is no such lot.
    :raises LotMismatch: it was recalled or has expired, which is final.
    """
    return _call(
        "SELECT reference, sku_id, quantity"
        " FROM shared.set_lot_status(%(reference)s, %(lot_id)s::uuid, %(status)s, %(reason)s, {audit})",
        now,
        entry,
        reference=reference,
        lot_id=str(lot_id),
        status=status.value,
        reason=reason,
    )


def expire_due(*, now: datetime, entry: Entry, limit: int = 500) -> Statement:
    """Let go of promises and lots whose time has passed, at most `limit` promises; the answer is a list of `Lost`.

    Nothing due writes nothing. Lots out of date are refused by every verb even before this runs.
    """
    return _call(
        "SELECT reference, sku_id, quantity FROM shared.expire_due({audit}, %(limit)s::integer)",
        now,
        entry,
        limit=limit,
    )


def _change(
    kind: str, reference: str, lot_id: UUID, delta: int, reason: str, now: datetime, entry: Entry
) -> Statement:
    return _call(
        "SELECT reference, sku_id, quantity FROM shared.change_lot(%(reference)s, %(lot_id)s::uuid, %(kind)s,"
        " %(delta)s::integer, %(reason)s, {audit})",
        now,
        entry,
        reference=reference,
        lot_id=str(lot_id),
        kind=kind,
        delta=delta,
        reason=reason,
    )


def _call(sql: str, now: datetime, entry: Entry, **params: object) -> Statement:
    return Statement(
        sql.format(audit=_AUDIT), {**params, "now": now, "payload": entry.payload, "leaf": entry.leaf}
    )
