"""What is filled is what was signed: its signature checked, differences refused, doubts asked about."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from rx_portal.dispensing import queries, service, tasks
from rx_portal.dispensing.service.verifying import AlreadyAnswered, PrescriptionDiffers, WordsMissing
from rx_portal.dispensing.states import IllegalMove
from rx_portal.identity import queries as identity
from rx_portal.kit.jobs import Delivery, Work
from rx_portal.prescription.signature import signer_at, signer_of
from shared_lib.identity import Actor, Role
from shared_lib.ids import uuid7
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.dispensing.builders import Counter
from tests.rx_portal.dispensing.test_screens import enter
from tests.rx_portal.paying import CLINIC, real_now

Client = AsyncTestClient[Litestar]
CLINICIAN = Actor.person(str(uuid7()), Role.CLINICIAN)
WORDS = "Is the evening dose meant? The patient says she takes it at breakfast."


async def sql(counter: Counter, statement: str, **given: object) -> None:
    async with counter.till.session() as session, session.begin():
        await session.execute(text(statement), given)


async def the_question(counter: Counter) -> tuple[object, bytes, bytes | None]:
    async with counter.till.session() as session, session.begin():
        (found,) = await queries.questions_of(session, (await counter.dispense()).id)
        return found.id, found.words, found.answer


class TestVerifying:
    async def test_refuses_another_product_than_the_one_that_was_signed(self, counter: Counter) -> None:
        await counter.paid()
        await sql(
            counter,
            "UPDATE rx.rx_order SET product_slug = 'metformin-er' WHERE id = :id",
            id=counter.till.order_id,
        )

        with pytest.raises(PrescriptionDiffers, match="The order is for metformin-er"):
            await counter.verify()

        assert (await counter.status(), counter.till.held_and_kept()) == ("queued", (4900, 0))

    async def test_refuses_what_another_key_signed(self, counter: Counter) -> None:
        await counter.paid()
        dispense = await counter.dispense()
        other = signer_of(Ed25519PrivateKey.generate())

        async with counter.till.session() as session:
            with pytest.raises(PrescriptionDiffers, match="not what the prescriber signed"):
                await service.verify(
                    session,
                    dispense_id=dispense.id,
                    signer=other,
                    pharmacist=counter.pharmacist.actor,
                    now=real_now(),
                )

        assert await counter.status() == "queued"

    async def test_refuses_a_prescription_whose_last_day_is_over(self, counter: Counter) -> None:
        await counter.paid()
        dispense = await counter.dispense()
        key = signer_at(Path(counter.till.settings.signing_key_file))

        async with counter.till.session() as session:
            with pytest.raises(PrescriptionDiffers, match="last day is over"):
                await service.verify(
                    session,
                    dispense_id=dispense.id,
                    signer=key,
                    pharmacist=counter.pharmacist.actor,
                    now=real_now() + timedelta(days=400),
                )

        assert await counter.status() == "queued"


class TestAskingThePrescriber:
    async def test_holds_the_fill_until_the_answer_and_seals_both(self, counter: Counter) -> None:
        await counter.paid()
        await counter.verify()
        await counter.ask(WORDS)
        assert (await counter.status(), counter.till.held_and_kept()) == ("queried", (4900, 0))
        with pytest.raises(IllegalMove):
            await counter.verify()

        question_id, words, _ = await the_question(counter)
        assert b"evening" not in words
        async with counter.till.session() as session:
            await service.answer(
                session,
                question_id=question_id,  # type: ignore[arg-type]
                words="Breakfast is right.",
                clinician=CLINICIAN,
                now=real_now(),
            )

        assert await counter.status() == "queued"
        _, _, answer = await the_question(counter)
        assert answer is not None
        assert b"Breakfast" not in answer
        await counter.verify()

    async def test_needs_a_subject_and_words(self, counter: Counter) -> None:
        await counter.paid()

        with pytest.raises(WordsMissing):
            await counter.ask("  ")
        with pytest.raises(WordsMissing):
            await counter.ask(WORDS, about="gossip")

        assert await counter.status() == "queued"

    async def test_is_answered_once(self, counter: Counter) -> None:
        await counter.paid()
        await counter.ask(WORDS)
        question_id, _, _ = await the_question(counter)
        given = {"question_id": question_id, "clinician": CLINICIAN, "now": real_now()}

        async with counter.till.session() as session:
            with pytest.raises(WordsMissing):
                await service.answer(session, words=" ", **given)  # type: ignore[arg-type]
        assert await counter.status() == "queried"

    async def test_the_second_of_two_answers_is_told_who_was_first(self, counter: Counter) -> None:
        await counter.paid()
        await counter.ask(WORDS)
        question_id, _, _ = await the_question(counter)
        first = Actor.person(str(counter.pharmacist.id), Role.CLINICIAN)

        async def answer(clinician: Actor, words: str) -> None:
            async with counter.till.session() as session:
                await service.answer(
                    session,
                    question_id=question_id,  # type: ignore[arg-type]
                    words=words,
                    clinician=clinician,
                    now=real_now(),
                )

        await answer(first, "Breakfast is right.")
        async with counter.till.session() as session, session.begin():
            who = (await identity.get_staff(session, counter.pharmacist.id)).name
        with pytest.raises(AlreadyAnswered, match=who):
            await answer(CLINICIAN, "No, the evening.")

        _, _, kept = await the_question(counter)
        assert await counter.status() == "queued"
        assert kept is not None

    async def test_two_answers_at_once_are_one(self, counter: Counter) -> None:
        await counter.paid()
        await counter.ask(WORDS)
        question_id, _, _ = await the_question(counter)

        async def answer() -> None:
            async with counter.till.session() as session:
                await service.answer(
                    session,
                    question_id=question_id,  # type: ignore[arg-type]
                    words="Breakfast is right.",
                    clinician=CLINICIAN,
                    now=real_now(),
                )

        said = await asyncio.gather(*(answer() for _ in range(5)), return_exceptions=True)

        assert sum(isinstance(one, AlreadyAnswered) for one in said) == 4
        assert await counter.status() == "queued"

    async def test_the_prescriber_gets_a_mail_that_tells_nothing_and_only_one(self, counter: Counter) -> None:
        await counter.paid()
        await counter.ask(WORDS)
        question_id, _, _ = await the_question(counter)
        delivery = Delivery(
            uuid7(),
            "dispensing.tell_prescriber",
            "dispensing.tell_prescriber",
            str(question_id),
            {},
            real_now(),
        )
        till = counter.till
        work = Work(delivery, lambda: till.sessions(info={"actor": CLINIC}), till.ports, till.settings)

        await tasks.tell_prescriber(work)
        await tasks.tell_prescriber(work)

        sent = [one for one in till.ports.notify.sent if "question" in str(one).lower()]  # type: ignore[attr-defined]
        assert len({str(one) for one in sent}) == 1
        for word in ("evening", "dose", "breakfast", "patient"):
            assert word not in str(sent[0]).lower()

    async def test_a_fill_that_waits_for_an_answer_can_still_be_cancelled(self, counter: Counter) -> None:
        await counter.paid()
        await counter.ask(WORDS)

        await counter.cancel()
        await counter.till.work_off()

        assert (await counter.status(), counter.till.held_and_kept()) == ("cancelled", (0, 0))


class TestTheScreens:
    async def test_carry_a_question_to_the_prescriber_and_the_answer_back(
        self, counter: Counter, client: Client, sign_in: SignIn
    ) -> None:
        await counter.paid()
        dispense = await counter.dispense()
        pharmacist = await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        at = f"/desk/dispensary/{dispense.id}"
        empty = await client.post(f"{at}/ask", data={"csrf_token": pharmacist.csrf, "about": "dose"})
        assert (empty.status_code, await counter.status()) == (422, "queued")
        sent = {"csrf_token": pharmacist.csrf, "about": "dose", "words": WORDS}
        assert "Waiting for the prescriber" in (await client.post(f"{at}/ask", data=sent)).text
        assert (await client.get("/desk/questions")).status_code == 403

        clinician = await sign_in(client, Role.CLINICIAN)
        question_id, _, _ = await the_question(counter)
        listed = await client.get("/desk/questions")
        assert str(question_id) in listed.text
        assert "evening" not in listed.text
        shown = await client.get(f"/desk/questions/{question_id}")
        assert WORDS in shown.text
        answered = await client.post(
            f"/desk/questions/{question_id}", data={"csrf_token": clinician.csrf, "words": "Breakfast."}
        )
        assert answered.status_code == 200

        await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        assert "Breakfast." in (await client.get(at)).text

    async def test_say_when_a_fill_waits_for_stock_and_until_when_its_money_is_held(
        self, counter: Counter, client: Client
    ) -> None:
        await counter.paid()
        await counter.verify()
        await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)

        listed = await client.get("/desk/dispensary?status=verified")

        assert "Waiting for stock" in listed.text
        assert "$49.00 held until" in listed.text

    @pytest.mark.parametrize("view", ["queried", "returned", "lost", "handed_over", "nonsense"])
    async def test_have_an_empty_state_for_every_view(
        self, counter: Counter, client: Client, view: str
    ) -> None:
        await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)

        assert (await client.get(f"/desk/dispensary?status={view}")).status_code == 200
