"""The portal's inbox: a consumer accepts an event once, in the transaction of its effect."""

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.clock import real_now
from rx_portal.kit.db import SCHEMA, run
from rx_portal.kit.jobs import Delivery
from shared_lib import events
from shared_lib.events import Repeated


async def accept(session: AsyncSession, delivery: Delivery) -> None:
    """Remember this delivery as had.

    :raises Repeated: this consumer had it before; the transaction does nothing more.
    """
    rows = await run(
        session, events.accept(SCHEMA, delivery.consumer, delivery.event_id, real_now=real_now())
    )
    if not rows:
        raise Repeated(f"{delivery.consumer} had this event before.")
