"""How many statements the two hottest screens of the desk need, whoever asks and however much there is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import event

from rx_portal.kit import vault
from rx_portal.kit.clock import real_now
from rx_portal.review import service as review
from tests.rx_portal.desk.chair import sit_down
from tests.rx_portal.desk.test_journey import Chain, assessed, case_of
from tests.rx_portal.enrollment.builders import Front
from tests.rx_portal.visit.builders import Clinic

Client = AsyncTestClient[Litestar]
Counter = Callable[[], list[str]]


@contextmanager
def counting(portal: Litestar) -> Iterator[list[str]]:
    """Collect the statements that the application sends; transactions' own words are not among them."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    engine = portal.state.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


async def test_queue_and_case_stay_within_their_statements(
    client: Client, portal: Litestar, front: Front, chain: Chain
) -> None:
    now = real_now()
    front = Front(front.sessions, front.settings, front.sign_in, now)
    clinician = await Clinic(front.sessions, front.sign_in, now).a_clinician(state="CA")
    cases = [await assessed(front) for _ in range(3)]
    for found, _ in cases:
        await chain.run(found.id, now=now)
    case = await case_of(front, cases[0][0])
    async with front.as_(clinician.actor) as session:
        await review.claim(session, review_id=case.id, clinician=clinician.actor, now=now)
    sit_down(client, clinician)
    for path, most in (("/desk/reviews?state=CA", 7), ("/desk/reviews", 7), (f"/desk/reviews/{case.id}", 12)):
        assert (await client.get(path)).status_code == 200
        vault.opened().forget(case.patient_id)
        with counting(portal) as sent:
            await client.get(path)
        assert len(sent) <= most, "\n".join(sent)
