"""Enrolling: once per product, with consent to the right text, sealed, and always with a way out."""

from datetime import date
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from rx_portal.eligibility.ticket import TicketRefused
from rx_portal.enrollment import queries, service
from rx_portal.enrollment.errors import AlreadyEnrolled, AnotherText, NotEligible, NotInState
from rx_portal.enrollment.queries import EnrollmentNotFound
from rx_portal.enrollment.schemas import Profile, ProfileIncomplete
from rx_portal.enrollment.states import IllegalMove, Status
from rx_portal.kit.clock import real_now
from shared_lib.identity import Actor, Role
from tests.harness.urls import Urls
from tests.rx_portal.conftest import Person
from tests.rx_portal.enrollment.builders import BROWSER, Front, a_profile

CLINIC = Actor.system("test")


async def rows(front: Front, sql: str, **given: Any) -> list[Any]:
    async with front.as_(CLINIC) as session, session.begin():
        return list(await session.execute(text(sql), given))


async def start(front: Front, patient: Person, profile: Profile, token: str) -> Any:
    async with front.as_(patient.actor) as session:
        return await service.start(
            session,
            token=token,
            profile=profile,
            patient=patient.actor,
            root=front.settings.secret_key,
            now=front.now,
            real_now=real_now(),
        )


class TestStart:
    async def test_opens_an_enrollment_and_tells(self, front: Front) -> None:
        made, patient = await front.an_enrollment(consented=False)

        assert (made.status, made.state, made.product) == (Status.STARTED, "CA", "semaglutide-weekly")
        [told] = await rows(front, "SELECT type FROM rx.outbox WHERE aggregateid = :id", id=str(made.id))
        assert told.type == "enrollment.started.v1"
        async with front.as_(patient.actor) as session, session.begin():
            assert await queries.profile(session, patient.id) == a_profile()

    async def test_keeps_particulars_sealed(self, front: Front) -> None:
        _, patient = await front.an_enrollment()

        [row] = await rows(front, "SELECT * FROM rx.profile WHERE patient_id = :id", id=patient.id)

        for column in ("legal_name", "birth_date", "address", "phone", "email"):
            sealed = bytes(row._mapping[column])
            assert not any(word in sealed for word in (b"Mara", b"1980", b"Fern", b"4155550123", b"example"))

    async def test_takes_a_ticket_once(self, front: Front) -> None:
        patient, other = await front.sign_in(None, Role.PATIENT), await front.sign_in(None, Role.PATIENT)
        token = front.a_ticket()
        await start(front, patient, a_profile(), token)

        with pytest.raises(TicketRefused):
            await start(front, other, a_profile(), token)

        assert not await rows(front, "SELECT 1 FROM rx.enrollment WHERE patient_id = :id", id=other.id)
        assert not await rows(front, "SELECT 1 FROM rx.profile WHERE patient_id = :id", id=other.id)

    async def test_one_open_enrollment_per_patient_and_product(self, front: Front) -> None:
        first, patient = await front.an_enrollment()

        with pytest.raises(AlreadyEnrolled) as refused:
            await start(front, patient, a_profile(), front.a_ticket())

        assert refused.value.enrollment_id == first.id
        again, _ = await front.an_enrollment(patient=patient, product="metformin-er")
        assert again.id != first.id

    @pytest.mark.parametrize(
        ("profile", "state"),
        [
            (a_profile(born=date(2012, 3, 1)), "CA"),
            (a_profile(state="NY"), "CA"),
            (a_profile(state="OH"), "OH"),
        ],
    )
    async def test_asks_again_what_eligibility_asked(
        self, front: Front, profile: Profile, state: str
    ) -> None:
        patient = await front.sign_in(None, Role.PATIENT)

        with pytest.raises(NotEligible):
            await start(front, patient, profile, front.a_ticket(state=state))

        assert not await rows(front, "SELECT 1 FROM rx.profile WHERE patient_id = :id", id=patient.id)

    @pytest.mark.parametrize(
        ("given", "field"),
        [({"legal_name": "Mara"}, "legal_name"), ({"phone": "123"}, "phone"), ({"email": "mara@"}, "email")],
    )
    async def test_names_what_is_missing(self, front: Front, given: dict[str, Any], field: str) -> None:
        patient = await front.sign_in(None, Role.PATIENT)

        with pytest.raises(ProfileIncomplete) as refused:
            await start(front, patient, a_profile(**given), front.a_ticket())

        assert [*refused.value.errors] == [field]


class TestConsent:
    async def test_keeps_text_state_time_and_digests_of_the_request(self, front: Front) -> None:
        made, _ = await front.an_enrollment()

        [row] = await rows(front, "SELECT * FROM rx.consent WHERE enrollment_id = :id", id=made.id)

        assert (row.text_version, row.state, row.at) == ("general-1", "CA", front.now)
        assert len(row.address_digest) == 32
        assert b"203.0.113.7" not in row.address_digest

    async def test_texas_has_its_own_text(self, front: Front) -> None:
        made, patient = await front.an_enrollment(state="TX", consented=False)
        async with front.as_(patient.actor) as session:
            found = await service.to_agree(
                session, enrollment_id=made.id, patient=patient.actor, now=front.now
            )

            assert "how to complain" in found.text.body
            with pytest.raises(AnotherText):
                await front.agree(session, made.id, patient, "general-1")

    async def test_asks_where_the_patient_is(self, front: Front) -> None:
        made, patient = await front.an_enrollment(consented=False)

        async with front.as_(patient.actor) as session:
            with pytest.raises(NotInState):
                await service.consent(
                    session,
                    enrollment_id=made.id,
                    text_version="general-1",
                    in_state=False,
                    origin=BROWSER,
                    patient=patient.actor,
                    root=front.settings.secret_key,
                    now=front.now,
                )

        assert not await rows(front, "SELECT 1 FROM rx.consent WHERE enrollment_id = :id", id=made.id)


class TestWithdraw:
    async def test_ends_it_and_tells_whoever_works_on_it(self, front: Front) -> None:
        made, patient = await front.an_enrollment()

        async with front.as_(patient.actor) as session:
            found = await service.withdraw(
                session, enrollment_id=made.id, patient=patient.actor, now=front.now
            )

        assert found.status is Status.WITHDRAWN
        told = await rows(
            front, "SELECT type FROM rx.outbox WHERE aggregateid = :id ORDER BY seq", id=str(made.id)
        )
        assert [row.type for row in told] == ["enrollment.started.v1", "enrollment.withdrawn.v1"]

    async def test_refuses_a_second_time(self, front: Front) -> None:
        made, patient = await front.an_enrollment()
        async with front.as_(patient.actor) as session:
            await service.withdraw(session, enrollment_id=made.id, patient=patient.actor, now=front.now)

            with pytest.raises(IllegalMove):
                await service.withdraw(session, enrollment_id=made.id, patient=patient.actor, now=front.now)

    async def test_lets_the_patient_start_anew(self, front: Front) -> None:
        made, patient = await front.an_enrollment()
        async with front.as_(patient.actor) as session:
            await service.withdraw(session, enrollment_id=made.id, patient=patient.actor, now=front.now)

        again, _ = await front.an_enrollment(patient=patient)

        assert again.id != made.id


class TestPrivacy:
    async def test_nobody_elses_enrollment_is_there(self, front: Front) -> None:
        made, _ = await front.an_enrollment()
        other = await front.sign_in(None, Role.PATIENT)

        async with front.as_(other.actor) as session:
            with pytest.raises(EnrollmentNotFound):
                await service.look(session, enrollment_id=made.id, actor=other.actor, now=front.now)
            with pytest.raises(EnrollmentNotFound):
                await service.withdraw(session, enrollment_id=made.id, patient=other.actor, now=front.now)

    async def test_every_look_is_written_down(self, front: Front, rx_urls: Urls) -> None:
        made, patient = await front.an_enrollment()
        async with front.as_(patient.actor) as session:
            await service.look(session, enrollment_id=made.id, actor=patient.actor, now=front.now)

        assert audited(rx_urls, f"enrollment:{made.id}") == [
            "enrollment.start",
            "enrollment.consent",
            "enrollment.read",
        ]


def audited(rx_urls: Urls, record: str) -> list[str]:
    with psycopg.connect(rx_urls["administrator"]) as connection:
        found = connection.execute("SELECT action FROM audit.event WHERE subject = %s ORDER BY id", [record])
        return [action for (action,) in found]
