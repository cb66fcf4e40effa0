"""A protocol needs two people, and never changes once it decides."""

from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.risk import queries, service
from rx_portal.risk.demo import metformin, semaglutide
from rx_portal.risk.errors import SamePerson
from rx_portal.risk.evaluator import MalformedProtocol
from rx_portal.risk.models import ProtocolRow
from rx_portal.risk.states import IllegalMove, Status
from shared_lib.identity import Actor, Role
from shared_lib.ids import short_reference
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.enrollment.builders import Front

AUTHOR = Actor.person("author", Role.CLINICIAN)
SECOND = Actor.person("second", Role.CLINICIAN)


def fresh(**changed: Any) -> dict[str, Any]:
    return {**metformin.CONTENT, "key": f"p{short_reference().lower()}", **changed}


async def _draft(session: AsyncSession, front: Front, **changed: Any) -> ProtocolRow:
    return await service.draft(session, content=fresh(**changed), author=AUTHOR, now=front.now)


class TestPublish:
    async def test_lets_a_second_person_publish(self, clinic: AsyncSession, front: Front) -> None:
        row = await _draft(clinic, front)

        found = await service.publish(clinic, protocol_id=row.id, publisher=SECOND, now=front.now)

        assert found.status is Status.PUBLISHED
        async with clinic.begin():
            assert (await queries.current_protocol(clinic, row.key)).id == row.id

    async def test_refuses_its_author_and_it_stays_a_draft(self, clinic: AsyncSession, front: Front) -> None:
        drafted = (await _draft(clinic, front)).id

        with pytest.raises(SamePerson):
            await service.publish(clinic, protocol_id=drafted, publisher=AUTHOR, now=front.now)

        async with clinic.begin():
            assert (await queries.lock_protocol(clinic, drafted)).status is Status.DRAFT

    async def test_refuses_one_whose_facts_the_questionnaire_does_not_ask_for(
        self, clinic: AsyncSession, front: Front
    ) -> None:
        drafted = (await _draft(clinic, front, key=semaglutide.CONTENT["key"])).id

        with pytest.raises(MalformedProtocol):
            await service.publish(clinic, protocol_id=drafted, publisher=SECOND, now=front.now)

        await service.discard(clinic, protocol_id=drafted, actor=AUTHOR, now=front.now)

    async def test_refuses_a_second_time(self, clinic: AsyncSession, front: Front) -> None:
        row = await _draft(clinic, front)
        await service.publish(clinic, protocol_id=row.id, publisher=SECOND, now=front.now)

        with pytest.raises(IllegalMove):
            await service.publish(clinic, protocol_id=row.id, publisher=SECOND, now=front.now)

    @pytest.mark.parametrize(
        "change", ["SET content = '{}'", "SET status = 'draft', publisher_id = NULL, published_at = NULL"]
    )
    async def test_the_database_refuses_to_change_what_is_published(
        self, clinic: AsyncSession, front: Front, change: str
    ) -> None:
        row = await _draft(clinic, front)
        await service.publish(clinic, protocol_id=row.id, publisher=SECOND, now=front.now)

        with pytest.raises(IntegrityError):
            async with clinic.begin():
                await clinic.execute(text(f"UPDATE rx.protocol {change} WHERE id = :id"), {"id": row.id})

    async def test_the_database_refuses_one_person_in_both_parts(
        self, clinic: AsyncSession, front: Front
    ) -> None:
        row = await _draft(clinic, front)

        with pytest.raises(IntegrityError):
            async with clinic.begin():
                await clinic.execute(
                    text("UPDATE rx.protocol SET status = 'published', publisher_id = author_id, "
                         "published_at = drafted_at WHERE id = :id"),
                    {"id": row.id},
                )  # fmt: skip


class TestDraft:
    async def test_refuses_a_malformed_protocol_and_keeps_nothing(
        self, clinic: AsyncSession, front: Front
    ) -> None:
        content = fresh(rules=[])

        with pytest.raises(MalformedProtocol):
            await service.draft(clinic, content=content, author=AUTHOR, now=front.now)

        async with clinic.begin():
            assert await queries.next_version(clinic, content["key"]) == 1

    async def test_numbers_versions_one_after_another(self, clinic: AsyncSession, front: Front) -> None:
        first = await _draft(clinic, front)

        second = await service.draft(clinic, content={**first.content}, author=AUTHOR, now=front.now)

        assert (first.version, second.version) == (1, 2)


async def test_only_who_may_edit_protocols_reaches_them(
    client: AsyncTestClient[Litestar], sign_in: SignIn, front: Front
) -> None:
    person = await sign_in(client, Role.PATIENT)
    headers = {"x-csrf-token": person.csrf}

    assert (await client.post("/api/v1/protocols", json=fresh(), headers=headers)).status_code == 403

    clinician = await sign_in(client, Role.CLINICIAN)
    headers = {"x-csrf-token": clinician.csrf}
    made = await client.post("/api/v1/protocols", json=fresh(), headers=headers)
    assert made.status_code == 201
    refused = await client.post(f"/api/v1/protocols/{made.json()['id']}/publish", headers=headers)
    assert refused.status_code == 409
    assert refused.json()["code"] == "same_person"
