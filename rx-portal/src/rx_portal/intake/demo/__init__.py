"""The demo clinic's questionnaires, as if its own clinicians had written them."""

from datetime import datetime

from rx_portal.intake import queries, service
from rx_portal.intake.demo import estradiol, metformin, rosuvastatin, semaglutide, tadalafil, tretinoin
from rx_portal.intake.errors import QuestionnaireNotFound
from rx_portal.kit.db import Sessions
from shared_lib.identity import Actor

ALL = (semaglutide, metformin, tadalafil, estradiol, tretinoin, rosuvastatin)


async def load(sessions: Sessions, now: datetime) -> None:
    """Publish each questionnaire of which there is no version yet."""
    actor = Actor.system("demo")
    async with sessions(info={"actor": actor}) as session:
        for each in ALL:
            async with session.begin():
                try:
                    await queries.latest_questionnaire(session, each.KEY)
                    continue
                except QuestionnaireNotFound:
                    pass
            await service.publish(session, key=each.KEY, content=each.content(), actor=actor, now=now)
