"""The demo clinic's protocols, drafted by one person and published by another."""

from datetime import datetime

from rx_portal.kit.db import Sessions
from rx_portal.risk import queries, service
from rx_portal.risk.demo import estradiol, metformin, rosuvastatin, semaglutide, tadalafil, tretinoin
from rx_portal.risk.errors import ProtocolNotFound
from shared_lib.identity import Actor

ALL = (semaglutide, metformin, tadalafil, estradiol, tretinoin, rosuvastatin)
AUTHOR, PUBLISHER = Actor.system("demo-author"), Actor.system("demo-publisher")


async def load(sessions: Sessions, now: datetime) -> None:
    """Publish each protocol of which no version is published yet."""
    for each in ALL:
        async with sessions(info={"actor": AUTHOR}) as session:
            try:
                async with session.begin():
                    await queries.current_protocol(session, each.CONTENT["key"])
            except ProtocolNotFound:
                row = await service.draft(session, content=each.CONTENT, author=AUTHOR, now=now)
                await service.publish(session, protocol_id=row.id, publisher=PUBLISHER, now=now)
