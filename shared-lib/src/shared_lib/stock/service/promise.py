"""Promises of stock: made, kept, let go, and turned into goods."""

import json
from collections.abc import Sequence
from datetime import datetime

from shared_lib.audit import Entry
from shared_lib.statement import Statement
from shared_lib.stock.models import Line, LotChoice
from shared_lib.stock.service.call import call


def reserve(
    *, reference: str, lines: Sequence[Line], expires_at: datetime, now: datetime, entry: Entry
) -> Statement:
    """Promise the lines to the reference until `expires_at`; the answer is a `Reservation`.

    Repeated with the same lines it changes nothing and tells what became of the promise: one that was
    released or expired stays so until `extend` makes it again, since a repetition may come late.

    :raises InsufficientStock: too few that are in date, available and not promised to somebody else.
    :raises ReservationMismatch: the reference has other lines.
    :raises UnknownSku: a SKU is unknown or not stocked.
    :raises InvalidLines: no lines, a quantity below 1, or a deadline not after `now`.
    """
    return call(
        "SELECT reference, status, expires_at, whole FROM shared.reserve(%(reference)s, %(lines)s::jsonb,"
        " %(expires_at)s::timestamptz, {audit})",
        now,
        entry,
        reference=reference,
        lines=json.dumps([{"sku": str(line.sku_id), "quantity": line.quantity} for line in lines]),
        expires_at=expires_at,
    )


def extend(*, reference: str, expires_at: datetime, now: datetime, entry: Entry) -> Statement:
    """Keep the promise until `expires_at` or later, or make it again; the answer is a `Reservation`.

    :raises InsufficientStock: it has lapsed and the stock is gone.
    :raises AlreadyConsumed: it was consumed.
    :raises ReservationNotFound: the caller has no such reservation.
    """
    return call(
        "SELECT reference, status, expires_at, whole"
        " FROM shared.extend(%(reference)s, %(expires_at)s::timestamptz, {audit})",
        now,
        entry,
        reference=reference,
        expires_at=expires_at,
    )


def release(*, reference: str, now: datetime, entry: Entry) -> Statement:
    """Give promised stock back, unless it was already; the answer is a `Reservation`.

    :raises AlreadyConsumed: it was consumed: return the goods instead.
    :raises ReservationNotFound: the caller has no such reservation.
    """
    return call(
        "SELECT reference, status, expires_at, whole FROM shared.release(%(reference)s, {audit})",
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
    return call(
        "SELECT sku_id, lot_id, lot_code, expires_on, quantity"
        " FROM shared.consume(%(reference)s, %(lots)s::jsonb, {audit})",
        now,
        entry,
        reference=reference,
        lots=None if lots is None else json.dumps(chosen),
    )


def expire_due(*, now: datetime, entry: Entry, limit: int = 500) -> Statement:
    """Let go of lots and at most `limit` promises whose time has passed; the answer is a list of `Lost`.

    Nothing due writes nothing. Lots out of date are refused by every verb even before this runs.
    """
    return call(
        "SELECT reference, sku_id, quantity FROM shared.expire_due({audit}, %(limit)s::integer)",
        now,
        entry,
        limit=limit,
    )
