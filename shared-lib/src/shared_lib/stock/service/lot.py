"""Lots: received, counted, destroyed, returned, withheld."""

from datetime import datetime
from uuid import UUID

from shared_lib.audit import Entry
from shared_lib.statement import Statement
from shared_lib.stock.models import LotStatus, NewLot
from shared_lib.stock.service.call import call


def receive(*, reference: str, lot: NewLot, now: datetime, entry: Entry) -> Statement:
    """Put goods on the shelf, into the lot of this code and place; the answer is one row, the lot's id.

    :raises UnknownSku: the SKU is unknown or not stocked.
    :raises LotMismatch: the lot is known with another date.
    :raises CallMismatch: the reference was used for another receipt.
    :raises InvalidLines: the quantity is below 1.
    """
    return call(
        "SELECT shared.receive(%(reference)s, %(lot_id)s::uuid, %(sku_id)s::uuid, %(code)s,"
        " %(expires_on)s::date, %(location)s, %(status)s, %(quantity)s::integer, {audit})",
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
    return _change(
        kind="adjusted",
        reference=reference,
        lot_id=lot_id,
        delta=delta,
        reason=reason,
        now=now,
        entry=entry,
    )


def destroy(
    *, reference: str, lot_id: UUID, quantity: int, reason: str, now: datetime, entry: Entry
) -> Statement:
    """Take goods out of a lot for good; the answer and the refusals are those of `adjust`."""
    return _change(
        kind="destroyed",
        reference=reference,
        lot_id=lot_id,
        delta=-quantity,
        reason=reason,
        now=now,
        entry=entry,
    )


def return_to_stock(
    *, reference: str, lot_id: UUID, quantity: int, reason: str, now: datetime, entry: Entry
) -> Statement:
    """Put goods back into the lot they came from; a prescription drug that left is refused.

    The answer and the refusals are those of `adjust`.

    :raises LotUnfit: it is a prescription drug, which may only be destroyed.
    """
    return _change(
        kind="returned",
        reference=reference,
        lot_id=lot_id,
        delta=quantity,
        reason=reason,
        now=now,
        entry=entry,
    )


def set_lot_status(
    *, reference: str, lot_id: UUID, status: LotStatus, reason: str, now: datetime, entry: Entry
) -> Statement:
    """Withhold a lot or make it available again; the answer is a list of `Lost`.

    :raises UnknownLot: there is no such lot.
    :raises LotMismatch: it was recalled or has expired, which is final.
    """
    return call(
        "SELECT reference, sku_id, quantity"
        " FROM shared.set_lot_status(%(reference)s, %(lot_id)s::uuid, %(status)s, %(reason)s, {audit})",
        now,
        entry,
        reference=reference,
        lot_id=str(lot_id),
        status=status.value,
        reason=reason,
    )


def _change(*, kind: str, lot_id: UUID, now: datetime, entry: Entry, **params: object) -> Statement:
    return call(
        "SELECT reference, sku_id, quantity FROM shared.change_lot(%(reference)s, %(lot_id)s::uuid, %(kind)s,"
        " %(delta)s::integer, %(reason)s, {audit})",
        now,
        entry,
        kind=kind,
        lot_id=str(lot_id),
        **params,
    )
