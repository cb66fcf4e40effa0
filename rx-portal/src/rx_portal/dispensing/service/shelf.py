"""What the dispensary has on its shelf for a fill, and why some of it may not be taken."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from rx_portal.dispensing.models import Dispense
from rx_portal.dispensing.schemas import Lot
from rx_portal.kit.ports import Shop
from shared_lib import stock
from shared_lib.brand.wording import day
from shared_lib.stock.models import Holding, LotStatus

WITHHELD: Mapping[LotStatus, str] = {
    LotStatus.QUARANTINED: "in quarantine",
    LotStatus.RECALLED: "recalled",
}


async def on_shelf(
    shop: Shop, *, sku_id: UUID, quantity: int, days_supply: int, now: datetime
) -> Sequence[Lot]:
    """Return every lot with goods, the first to expire first; `refusal` says why one may not be taken.

    A lot has to outlast what it is taken for.
    """
    last_needed = (now + timedelta(days=days_supply)).date()
    rows = await shop.run(stock.lots(sku_id))
    return [
        Lot(held.lot_id, held.code, held.expires_on, held.on_hand, _refusal(held, quantity, last_needed))
        for held in Holding.all_of(rows)
        if held.on_hand > 0
    ]


async def lots_for(
    shop: Shop, *, sku_id: UUID, quantity: int, days_supply: int, now: datetime
) -> Sequence[Lot]:
    """Return the lots that may be picked, the first to expire first."""
    shelf = await on_shelf(shop, sku_id=sku_id, quantity=quantity, days_supply=days_supply, now=now)
    return [lot for lot in shelf if not lot.refusal]


async def short_of(shop: Shop, wanted: Iterable[tuple[UUID, int]], *, now: datetime) -> frozenset[UUID]:
    """Return the SKUs of which the dispensary has less on its shelf than one fill needs."""
    needs = dict(wanted)
    if not needs:
        return frozenset()
    rows = await shop.run(stock.on_hand(needs, now=now))
    have = {UUID(str(sku_id)): int(count) for sku_id, count in rows}
    return frozenset(sku_id for sku_id, quantity in needs.items() if have.get(sku_id, 0) < quantity)


async def withheld_of(shop: Shop, dispenses: Iterable[Dispense]) -> Mapping[UUID, str]:
    """Return of which fills the lot was withheld since it was picked, and in words how."""
    lots = {each.id: each.lot_id for each in dispenses if each.lot_id is not None}
    if not lots:
        return {}
    found = {UUID(str(lot)): status for lot, status in await shop.run(stock.withheld(set(lots.values())))}
    return {each: WITHHELD[LotStatus(found[lot_id])] for each, lot_id in lots.items() if lot_id in found}


def _refusal(held: Holding, quantity: int, last_needed: date) -> str:
    if held.status in WITHHELD:
        return WITHHELD[held.status]
    if held.status is LotStatus.EXPIRED:
        return "expired"
    if held.expires_on is None:
        return "no expiry date is recorded"
    if held.expires_on < last_needed:
        return f"expires on {day(held.expires_on)}, before the drug would be used up"
    return "too few are left" if held.on_hand < quantity else ""
