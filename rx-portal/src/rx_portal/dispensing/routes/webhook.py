"""The door for what an outside pharmacy tells: verified, kept, answered."""

from datetime import datetime
from typing import Any

from litestar import Request, post
from litestar.di import NamedDependency
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.pharmacy.webhook import HEADER, verify
from rx_portal.dispensing import service
from rx_portal.kit.clock import real_now
from rx_portal.kit.origin import MACHINE
from rx_portal.kit.settings import Settings


@post("/webhooks/pharmacy", opt=MACHINE, status_code=202, include_in_schema=False)
async def webhook(
    request: Request[Any, Any, Any],
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
) -> None:
    """Verify a delivery, keep it, and say so."""
    nudge = verify(
        await request.body(), request.headers.get(HEADER), settings.pharmacy_webhook_secret, now=real_now()
    )
    await service.keep(session, nudge, now=now)


handlers = [webhook]
