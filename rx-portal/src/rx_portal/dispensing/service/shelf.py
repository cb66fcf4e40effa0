"""What the dispensary has on its shelf for a fill."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from rx_portal.dispensing.schemas import Lot
from rx_portal.kit.ports import Shop
from shared_lib import stock
from shared_lib.stock.models import Holding, LotStatus


async def lots_for(
    shop: Shop, *, sku_id: UUID, quantity: int, days_supply: int, now: datetime
) -> Sequence[Lot]:
    """Return the lots that may be picked, the first to expire first; each outlasts what it is taken for."""
    last_needed = (now + timedelta(days=days_supply)).date()
    rows = await shop.run(stock.lots(sku_id))
    return [
        Lot(held.lot_id, held.code, held.expires_on, held.on_hand)
        for held in Holding.all_of(rows)
        if held.status is LotStatus.AVAILABLE
        and held.on_hand >= quantity
        and held.expires_on is not None
        and held.expires_on >= last_needed
    ]
