"""Using a ticket, as a part of the verb that starts an enrollment."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.eligibility import ticket as tickets
from rx_portal.eligibility.models import UsedTicket
from rx_portal.eligibility.ticket import Ticket, TicketRefused


async def redeem(session: AsyncSession, *, root: bytes, token: str, real_now: datetime) -> Ticket:
    """Use a ticket up in this transaction, and return what it holds.

    :raises TicketRefused: it is not ours, has expired, or was used before.
    """
    ticket = tickets.read(root, token, real_now=real_now)
    used = insert(UsedTicket).values(hash=tickets.digest(token), expires_at=ticket.expires_at)
    fresh = await session.scalar(used.on_conflict_do_nothing().returning(UsedTicket.hash))
    if fresh is None:
        raise TicketRefused("This was used already. Answer the first questions again to start anew.")
    return ticket
