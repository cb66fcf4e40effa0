"""A visit as it is held: the note is kept while it is typed, and whoever missed it is told and led on."""

from types import SimpleNamespace
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from rx_portal.kit.db import Sessions
from rx_portal.notice.states import Occasion
from rx_portal.visit import queries, service, tasks
from rx_portal.visit.models import Visit
from rx_portal.visit.schemas import Attested
from tests.rx_portal.conftest import Person
from tests.rx_portal.visit.builders import Clinic, at

Client = AsyncTestClient[Litestar]
SEEN = Attested("NY", identity=True)


async def started(made: Clinic) -> tuple[Visit, Person]:
    visit, _, clinician = await made.a_booked_visit()
    async with made.sessions(info={"actor": clinician.actor}) as session:
        begun = await service.start(
            session, visit_id=visit.id, clinician=clinician.actor, attested=SEEN, now=at(3, 10)
        )
    return begun, clinician


async def keep(client: Client, visit: Visit, person: Person, **typed: str) -> str:
    client.cookies.set("rx_session", person.token)
    answer = await client.post(f"/desk/visits/{visit.id}/note", data={"csrf_token": person.csrf, **typed})
    return answer.text if answer.status_code == 200 else str(answer.status_code)


async def kept(sessions: Sessions, visit: Visit, person: Person) -> bytes | None:
    async with sessions(info={"actor": person.actor}) as session, session.begin():
        return (await queries.get(session, visit.id)).note


async def test_a_note_is_there_again_after_the_page_was_left(client: Client, made: Clinic) -> None:
    visit, clinician = await started(made)

    assert "Draft kept" in await keep(client, visit, clinician, note="126 over 80, own cuff.")
    assert "Draft kept" not in await keep(client, visit, clinician)

    assert "126 over 80, own cuff." in (await client.get(f"/desk/visits/{visit.id}")).text
    assert b"126 over 80" not in (await kept(made.sessions, visit, clinician) or b"")


async def test_only_whose_visit_it_is_and_only_while_it_goes_on(client: Client, made: Clinic) -> None:
    visit, clinician = await started(made)
    other = await made.a_clinician(name="Dr. Tomas Lindqvist")
    assert await keep(client, visit, other, note="Not mine.") in {"403", "404", "409"}
    assert await kept(made.sessions, visit, clinician) is None

    async with made.sessions(info={"actor": clinician.actor}) as session:
        await service.complete(
            session, visit_id=visit.id, clinician=clinician.actor, note="Done.", now=at(3, 10, 30)
        )
    ended = await kept(made.sessions, visit, clinician)
    assert "Draft kept" not in await keep(client, visit, clinician, note="Too late.")
    assert await kept(made.sessions, visit, clinician) == ended


async def test_whoever_missed_it_is_told_and_led_to_another_time(
    client: Client, made: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, patient, clinician = await made.a_booked_visit()
    async with made.sessions(info={"actor": clinician.actor}) as session:
        await service.miss(session, visit_id=visit.id, clinician=clinician.actor, now=at(3, 10, 15))

    client.cookies.set("rx_session", patient.token)
    late = await client.post(
        f"/care/visits/{visit.id}/join", data={"csrf_token": patient.csrf, "state": "NY", "identity": "yes"}
    )
    assert late.status_code == 200
    assert "no longer open to join" in late.text
    assert "You did not come to a visit that was booked" in late.text

    told: list[Occasion] = []

    async def tell(_work: Any, _patient: Any, occasion: Occasion, **_: Any) -> None:
        told.append(occasion)

    monkeypatch.setattr(tasks, "tell", tell)
    delivery = SimpleNamespace(subject_id=visit.id, payload={"by": "missed"})
    open_ = lambda: made.sessions(info={"actor": clinician.actor})  # noqa: E731 - as a worker opens it
    await tasks.tell_freed(SimpleNamespace(delivery=delivery, session=open_, now=lambda: at(3, 11)))  # type: ignore[arg-type]
    assert told == [Occasion.CHOOSE_TIME]
