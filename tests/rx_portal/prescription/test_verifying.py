"""What was signed can be proved, taken back, and ends by itself; what is controlled is recognised."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.formulary.demo.offerings import OFFERINGS
from rx_portal.prescription import service, steps
from rx_portal.prescription.drug import CONTROLLED, schedule_of
from rx_portal.prescription.errors import BadSignature
from rx_portal.prescription.models import Prescription
from rx_portal.prescription.signature import Signer, signer_of
from rx_portal.prescription.states import CancelReason, Status
from tests.rx_portal.prescription.test_signing import a_signed
from tests.rx_portal.review.builders import Desk


class TestVerify:
    async def test_any_altered_byte_fails(self, desk: Desk, clinic: AsyncSession, signer: Signer) -> None:
        made, _, _ = await a_signed(desk, signer)
        async with clinic.begin():
            data = await steps.signed_bytes(clinic, made)

        for place in range(len(data)):
            altered = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
            with pytest.raises(BadSignature):
                signer.verify(altered, signature=made.signature, kid=made.kid)
        for place in range(len(made.signature)):
            wrong = made.signature[:place] + bytes([made.signature[place] ^ 1]) + made.signature[place + 1 :]
            with pytest.raises(BadSignature):
                signer.verify(data, signature=wrong, kid=made.kid)

    async def test_another_key_fails(self, desk: Desk, clinic: AsyncSession, signer: Signer) -> None:
        made, _, _ = await a_signed(desk, signer)
        other = signer_of(Ed25519PrivateKey.generate())

        async with clinic.begin():
            with pytest.raises(BadSignature):
                await steps.verify(clinic, made, other)

    async def test_a_column_beside_the_content_fails(
        self, desk: Desk, clinic: AsyncSession, signer: Signer
    ) -> None:
        made, _, _ = await a_signed(desk, signer)
        made.quantity = 900

        async with clinic.begin():
            clinic.expunge_all()
            with pytest.raises(BadSignature):
                await steps.verify(clinic, made, signer)

    async def test_the_database_refuses_to_change_what_was_signed(
        self, desk: Desk, clinic: AsyncSession, signer: Signer
    ) -> None:
        made, _, _ = await a_signed(desk, signer)

        with pytest.raises(DBAPIError, match="does not change"):
            async with clinic.begin():
                await clinic.execute(
                    text("UPDATE rx.prescription SET refills = 11 WHERE id = :id"), {"id": made.id}
                )


async def test_a_prescription_can_be_taken_back_and_runs_out_only_after_its_last_day(
    desk: Desk, clinic: AsyncSession, signer: Signer
) -> None:
    kept, _, _ = await a_signed(desk, signer)
    made, _, clinician = await a_signed(desk, signer)
    async with desk.sessions(info={"actor": clinician.actor}) as session:
        taken = await service.cancel(
            session,
            prescription_id=made.id,
            clinician=clinician.actor,
            reason=CancelReason.CHANGED,
            words="Another dose.",
            now=desk.now,
        )
    assert taken.status is Status.CANCELLED

    for days, expected in ((364, Status.ACTIVE), (366, Status.EXPIRED)):
        at = desk.now + timedelta(days=days)
        await service.expire(clinic, prescription_id=kept.id, actor=clinician.actor, now=at)
        async with clinic.begin():
            assert (await clinic.get_one(Prescription, kept.id, populate_existing=True)).status is expected


def test_every_controlled_name_is_recognised_in_a_drugs_words() -> None:
    assert schedule_of("Testosterone cypionate 200 mg/mL") == "III"
    assert schedule_of("tadalafil 5 mg tablet", "tadalafil") is None
    offered = {name for offering in OFFERINGS for name in offering["ingredients"]}
    assert offered.isdisjoint(CONTROLLED)
