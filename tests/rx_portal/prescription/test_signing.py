"""Signing: all of it or nothing, and any altered byte is seen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.formulary.models import OfferingRow
from rx_portal.identity import steps as identity
from rx_portal.identity.models import Factor
from rx_portal.identity.passkey import PasskeyRefused
from rx_portal.identity.schemas import Proof
from rx_portal.kit.clock import real_now
from rx_portal.prescription import service, steps
from rx_portal.prescription.content import Content
from rx_portal.prescription.errors import ContentChanged, ControlledSubstance, NotReady
from rx_portal.prescription.models import Prescription
from rx_portal.prescription.schemas import Signing, Written, content_of
from rx_portal.prescription.signature import Signer
from rx_portal.prescription.states import Status
from rx_portal.review.errors import AlreadyDecided, OverrideNeedsReason
from rx_portal.review.models import Review
from rx_portal.review.schemas import Override
from rx_portal.review.states import OverrideReason
from rx_portal.review.states import Status as ReviewStatus
from rx_portal.risk.evaluator import Decision
from tests.rx_portal.conftest import TOTP_SECRET, Person
from tests.rx_portal.identity.test_passkeys import Bench
from tests.rx_portal.review.builders import SYSTEM, Desk
from tests.rx_portal.review.test_queue import enrollment_of, status_of

WRITTEN = Written("daily")


def code() -> str:
    return identity.totp_of(TOTP_SECRET).generate(int(real_now().timestamp())).decode()


async def shown(desk: Desk, review: Review, clinician: Person, written: Written = WRITTEN) -> str:
    async with desk.sessions(info={"actor": clinician.actor}) as session:
        draft = await service.draft(
            session, review_id=review.id, written=written, clinician=clinician.actor, now=desk.now
        )
    return draft.digest


@asynccontextmanager
async def consisting_of(desk: Desk, product: str, *ingredients: str) -> AsyncIterator[None]:
    async def write(names: list[str]) -> list[str]:
        async with desk.sessions(info={"actor": SYSTEM}) as session, session.begin():
            found = await session.get_one(OfferingRow, product)
            before, found.ingredients = found.ingredients, names
            return before

    before = await write(list(ingredients))
    yield
    await write(before)


async def sign(
    desk: Desk,
    review: Review,
    clinician: Person,
    signer: Signer,
    signing: Signing,
    written: Written = WRITTEN,
) -> Prescription:
    async with desk.sessions(info={"actor": clinician.actor}) as session:
        return await service.sign(
            session,
            review_id=review.id,
            written=written,
            signing=signing,
            clinician=clinician.actor,
            signer=signer,
            now=desk.now,
            real_now=real_now(),
        )


async def a_signed(desk: Desk, signer: Signer) -> tuple[Prescription, Review, Person]:
    await desk.a_formulary()
    clinician = await desk.a_clinician()
    review, _ = await desk.a_claimed_case(clinician)
    digest = await shown(desk, review, clinician)
    return await sign(desk, review, clinician, signer, Signing(Proof(code()), digest)), review, clinician


async def nothing_was_written(clinic: AsyncSession, review: Review) -> bool:
    async with clinic.begin():
        made = select(func.count()).select_from(Prescription).where(Prescription.review_id == review.id)
        return not await clinic.scalar(made)


class TestSign:
    async def test_approves_writes_and_moves_the_enrollment_in_one_go(
        self, desk: Desk, clinic: AsyncSession, signer: Signer
    ) -> None:
        made, review, clinician = await a_signed(desk, signer)

        assert (made.status, made.signed_by, made.quantity) == (Status.ACTIVE, clinician.id, 30)
        assert await status_of(clinic, review) is ReviewStatus.APPROVED
        assert await enrollment_of(clinic, review) is EnrollmentStatus.APPROVED
        assert b"capsule" not in made.content
        async with clinic.begin():
            told = text(
                "SELECT payload FROM rx.outbox WHERE type = 'prescription.signed.v1' AND aggregateid = :id"
            )
            payload = await clinic.scalar(told, {"id": str(made.id)})
        assert (payload["sku"], payload["pharmacy"], payload["refills"]) == ("NAL-45-30", "alder-lane", 5)

    async def test_says_what_was_signed(self, desk: Desk, clinic: AsyncSession, signer: Signer) -> None:
        made, _, clinician = await a_signed(desk, signer)

        async with clinic.begin():
            content = await steps.verify(clinic, made, signer)

        assert content.patient.name == "Jonas Ekdal"
        assert content.medication.directions == "Take one capsule by mouth once a day."
        assert (content.prescriber.staff_id, content.prescriber.licence_number) == (str(clinician.id), "NY-1")
        assert Content.from_bytes(content.to_bytes()) == content

    async def test_with_a_wrong_code_does_nothing_but_count(
        self, desk: Desk, clinic: AsyncSession, signer: Signer
    ) -> None:
        await desk.a_formulary()
        clinician = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(clinician)
        digest = await shown(desk, review, clinician)

        with pytest.raises(identity.FactorRefused):
            await sign(desk, review, clinician, signer, Signing(Proof("000000"), digest))

        assert await nothing_was_written(clinic, review)
        assert await status_of(clinic, review) is ReviewStatus.CLAIMED
        async with clinic.begin():
            counted = await clinic.scalar(select(Factor.failures).where(Factor.staff_id == clinician.id))
        assert counted == 1

    async def test_takes_a_code_only_once(self, desk: Desk, clinic: AsyncSession, signer: Signer) -> None:
        await desk.a_formulary()
        clinician = await desk.a_clinician()
        one, _ = await desk.a_claimed_case(clinician)
        two, _ = await desk.a_claimed_case(clinician)
        used = code()
        await sign(desk, one, clinician, signer, Signing(Proof(used), await shown(desk, one, clinician)))

        with pytest.raises(identity.FactorRefused):
            await sign(desk, two, clinician, signer, Signing(Proof(used), await shown(desk, two, clinician)))

        assert await nothing_was_written(clinic, two)

    async def test_twice_at_once_signs_once(self, desk: Desk, clinic: AsyncSession, signer: Signer) -> None:
        await desk.a_formulary()
        clinician = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(clinician)
        signing = Signing(Proof(code()), await shown(desk, review, clinician))

        answers = await asyncio.gather(
            *(sign(desk, review, clinician, signer, signing) for _ in range(5)), return_exceptions=True
        )

        assert sum(isinstance(answer, Prescription) for answer in answers) == 1
        refused = {type(answer) for answer in answers if not isinstance(answer, Prescription)}
        assert refused <= {AlreadyDecided, identity.FactorRefused}

    async def test_refuses_what_is_not_what_was_shown(
        self, desk: Desk, clinic: AsyncSession, signer: Signer
    ) -> None:
        await desk.a_formulary()
        clinician = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(clinician)
        digest = await shown(desk, review, clinician)

        with pytest.raises(ContentChanged):
            await sign(
                desk, review, clinician, signer, Signing(Proof(code()), digest), replace(WRITTEN, quantity=90)
            )

        assert await nothing_was_written(clinic, review)

    async def test_names_what_is_missing(self, desk: Desk, clinic: AsyncSession, signer: Signer) -> None:
        await desk.a_formulary()
        clinician = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(clinician)
        written = replace(WRITTEN, quantity=0)

        with pytest.raises(NotReady, match="quantity"):
            await sign(
                desk,
                review,
                clinician,
                signer,
                Signing(Proof(code()), await shown(desk, review, clinician, written)),
                written,
            )

        assert await nothing_was_written(clinic, review)

    async def test_needs_a_reason_where_the_protocol_did_not_approve(
        self, desk: Desk, clinic: AsyncSession, signer: Signer
    ) -> None:
        await desk.a_formulary()
        clinician = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(clinician, decision=Decision.MORE_ACTION_REQUIRED)
        digest = await shown(desk, review, clinician)

        with pytest.raises(OverrideNeedsReason):
            await sign(desk, review, clinician, signer, Signing(Proof(code()), digest))
        assert await nothing_was_written(clinic, review)

        why = Override(OverrideReason.CLARIFIED_AT_VISIT, "Blood pressure measured at the visit.")
        made = await sign(desk, review, clinician, signer, Signing(Proof(code()), digest, override=why))
        assert made.status is Status.ACTIVE

    async def test_refuses_controlled_substances_whatever_else_is_true(
        self, desk: Desk, clinic: AsyncSession, signer: Signer
    ) -> None:
        await desk.a_formulary()
        clinician = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(clinician)

        async with consisting_of(desk, review.product, "testosterone"):
            digest = await shown(desk, review, clinician)
            with pytest.raises(ControlledSubstance, match="schedule III"):
                await sign(desk, review, clinician, signer, Signing(Proof(code()), digest))

        assert await nothing_was_written(clinic, review)
        assert await status_of(clinic, review) is ReviewStatus.CLAIMED

    async def test_refuses_what_the_clinic_has_not_written_the_ingredients_of(
        self, desk: Desk, clinic: AsyncSession, signer: Signer
    ) -> None:
        await desk.a_formulary()
        clinician = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(clinician)

        async with consisting_of(desk, review.product):
            digest = await shown(desk, review, clinician)
            with pytest.raises(NotReady, match="consists of"):
                await sign(desk, review, clinician, signer, Signing(Proof(code()), digest))

        assert await nothing_was_written(clinic, review)


class TestPasskey:
    async def test_signs_what_was_shown_and_nothing_else(
        self, desk: Desk, clinic: AsyncSession, signer: Signer
    ) -> None:
        await desk.a_formulary()
        clinician = await desk.a_clinician()
        bench = Bench(desk.sessions, desk.sign_in, desk.now)
        key, _ = await bench.with_passkey(clinician)
        one, _ = await desk.a_claimed_case(clinician)
        two, _ = await desk.a_claimed_case(clinician)
        digest = await shown(desk, one, clinician)
        answer = key.answer(await bench.asked(clinician, content_of(one.id, digest)))
        signing = Signing(Proof(passkey=answer), await shown(desk, two, clinician))

        with pytest.raises(PasskeyRefused):
            await sign(desk, two, clinician, signer, signing)
        made = await sign(desk, one, clinician, signer, Signing(Proof(passkey=answer), digest))

        assert made.status is Status.ACTIVE
        assert await nothing_was_written(clinic, two)
