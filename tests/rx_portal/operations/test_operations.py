"""The operations page of the desk, what was set aside, and the numbers for scrapers."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.clock import real_now
from rx_portal.kit.db import SCHEMA, run
from rx_portal.operations import service
from shared_lib import events
from shared_lib.events.outbox import FAILURES
from shared_lib.identity import Role
from shared_lib.telemetry.standing import DeadLetterNotFound
from tests.rx_portal.conftest import SignIn

Client = AsyncTestClient[Litestar]
BOARD = "/desk/operations"


@pytest.fixture
async def dead(clinic: AsyncSession, now: datetime) -> UUID:
    """A row that failed as often as a row may fail."""
    job = f"test.{uuid4().hex[:8]}"
    async with clinic.begin():
        await run(clinic, events.put_job(SCHEMA, job, "7", queue="default", now=now, real_now=real_now()))
        found = await clinic.scalar(text("SELECT id FROM rx.outbox WHERE type = :job"), {"job": job})
        assert isinstance(found, UUID)
        for _ in range(FAILURES):
            await run(clinic, events.start(SCHEMA, found, real_now=real_now()))
            await run(clinic, events.fail(SCHEMA, found, code="UnknownJob", real_now=real_now()))
    return found


async def is_dead(clinic: AsyncSession, event_id: UUID) -> bool:
    async with clinic.begin():
        row = await clinic.scalar(text("SELECT dead_at FROM rx.outbox WHERE id = :id"), {"id": event_id})
    return row is not None


class TestBoard:
    async def test_shows_what_was_set_aside_and_why(
        self, client: Client, sign_in: SignIn, dead: UUID
    ) -> None:
        await sign_in(client, Role.ADMIN)

        page = await client.get(BOARD)

        assert page.status_code == 200
        assert "UnknownJob" in page.text
        assert str(dead) in page.text

    async def test_compliance_may_look_and_not_act(
        self, client: Client, sign_in: SignIn, clinic: AsyncSession, dead: UUID
    ) -> None:
        person = await sign_in(client, Role.COMPLIANCE)

        page = await client.get(BOARD)
        answer = await client.post(f"{BOARD}/{dead}/again", data={"csrf_token": person.csrf})

        assert "Try again" not in page.text
        assert answer.status_code == 403
        assert await is_dead(clinic, dead)

    @pytest.mark.parametrize("role", [Role.PATIENT, Role.CLINICIAN, Role.PHARMACIST])
    async def test_nobody_else_sees_it(self, client: Client, sign_in: SignIn, role: Role) -> None:
        await sign_in(client, role)

        assert (await client.get(BOARD)).status_code == 403

    async def test_looking_is_remembered(self, client: Client, sign_in: SignIn, clinic: AsyncSession) -> None:
        person = await sign_in(client, Role.ADMIN)

        await client.get(BOARD)

        async with clinic.begin():
            actions = await clinic.scalars(
                text("SELECT action FROM audit.event WHERE actor = :actor"), {"actor": person.actor.id}
            )
        assert actions.all() == ["operations.look"]


class TestRedrive:
    async def test_has_it_tried_again_and_says_so(
        self, client: Client, sign_in: SignIn, clinic: AsyncSession, dead: UUID
    ) -> None:
        person = await sign_in(client, Role.ADMIN)

        answer = await client.post(
            f"{BOARD}/{dead}/again", data={"csrf_token": person.csrf}, follow_redirects=True
        )

        assert "It is being tried again." in answer.text
        assert not await is_dead(clinic, dead)

    async def test_the_second_of_two_is_told(
        self, sign_in: SignIn, clinic: AsyncSession, dead: UUID, now: datetime
    ) -> None:
        admin = (await sign_in(None, Role.ADMIN)).actor

        await service.redrive(clinic, event_id=dead, operator=admin, now=now)

        with pytest.raises(DeadLetterNotFound):
            await service.redrive(clinic, event_id=dead, operator=admin, now=now)


class TestMetrics:
    async def test_a_scraper_with_the_token_reads_routes_and_what_stands(self, client: Client) -> None:
        await client.get("/healthz")

        answer = await client.get("/metrics", headers={"authorization": "Bearer scraper"})

        assert 'route="/healthz"' in answer.text
        for name in ("clinic_outbox_waiting", "clinic_holds_ending", "clinic_timers_overdue"):
            assert name in answer.text

    @pytest.mark.parametrize("header", ["", "Bearer other"])
    async def test_nobody_else_finds_anything(self, client: Client, header: str) -> None:
        assert (await client.get("/metrics", headers={"authorization": header})).status_code == 404


class TestRequestId:
    async def test_an_answer_carries_the_callers_id(self, client: Client) -> None:
        answer = await client.get("/healthz", headers={"x-request-id": "edge-0123456789"})

        assert answer.headers["x-request-id"] == "edge-0123456789"

    async def test_an_answer_to_an_unknown_address_has_one_too(self, client: Client) -> None:
        answer = await client.get("/nothing/here", headers={"x-request-id": "a\tb"})

        assert answer.status_code == 404
        assert len(answer.headers["x-request-id"]) == 36
