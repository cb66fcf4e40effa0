"""Verifying a fill against what was signed, or asking the prescriber, whose answer leads back to it."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import queries, steps
from rx_portal.dispensing.comparing import differences
from rx_portal.dispensing.models import Dispense, DispenseQuestion
from rx_portal.dispensing.service.counter import ours
from rx_portal.dispensing.states import Move
from rx_portal.identity import queries as identity
from rx_portal.kit import outbox, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.order import queries as orders
from rx_portal.order.schemas import DELIVERY_COLUMN, Delivery
from rx_portal.prescription import queries as prescriptions
from rx_portal.prescription import steps as prescription_steps
from rx_portal.prescription.signature import Signer
from rx_portal.visit import zones
from shared_lib.errors import Conflict, Invalid
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

WORDS = "rx.dispense_question.words"
ANSWER = "rx.dispense_question.answer"

SUBJECTS = {
    "dose": "The dose or the directions",
    "quantity": "The quantity or the refills",
    "interaction": "An interaction or an allergy",
    "duplicate": "Another treatment that the patient has",
    "stock": "A shortage: another strength or form",
    "other": "Something else",
}
"""What a question to the prescriber may be about."""


class PrescriptionDiffers(Conflict):
    """The order is not what was signed; the message names every difference."""

    code = "prescription_differs"


class AlreadyAnswered(Conflict):
    """Somebody else has answered the pharmacist; the message says who."""

    code = "already_answered"


class WordsMissing(Invalid):
    """A question and an answer are said in words, and a question names its subject."""

    code = "words_missing"


async def verify(
    session: AsyncSession, *, dispense_id: UUID, signer: Signer, pharmacist: Actor, now: datetime
) -> Dispense:
    """Record that a pharmacist checked a fill against the signed prescription, whose signature holds.

    :raises PrescriptionDiffers: what is stored is not what was signed, or the order says something else.
    """
    async with session.begin():
        dispense = await ours(session, dispense_id)
        order = await orders.get(session, dispense.order_id)
        prescription = await prescriptions.get(session, dispense.prescription_id)
        signed = await prescription_steps.open_(session, prescription, signer)
        box = await vault.box(session, dispense.patient_id, RecordClass.DISPENSING)
        delivery = Delivery.of(box.open(DELIVERY_COLUMN, order.id, order.delivery or b""))
        today = now.astimezone(ZoneInfo(zones.of_state(prescription.state))).date()
        found = list(differences(order, delivery, signed, today=today))
        if found:
            raise PrescriptionDiffers("Do not fill this. " + " ".join(found))
        await steps.move(session, dispense, Move.VERIFY, actor=pharmacist, now=now)
        dispense.verified_by = UUID(pharmacist.id)
    return dispense


async def ask(
    session: AsyncSession, *, dispense_id: UUID, about: str, words: str, pharmacist: Actor, now: datetime
) -> DispenseQuestion:
    """Ask the prescriber, and fill nothing until they answered; the money stays held.

    :raises WordsMissing: it names no subject of `SUBJECTS`, or asks nothing.
    """
    if about not in SUBJECTS or not words.strip():
        raise WordsMissing("Say what it is about, and ask in a sentence.")
    async with session.begin():
        dispense = await ours(session, dispense_id)
        prescription = await prescriptions.get(session, dispense.prescription_id)
        box = await vault.box(session, dispense.patient_id, RecordClass.DISPENSING)
        await steps.move(session, dispense, Move.ASK, actor=pharmacist, now=now, reason=about)
        question_id = uuid7()
        question = DispenseQuestion(
            id=question_id,
            dispense_id=dispense.id,
            patient_id=dispense.patient_id,
            about=about,
            words=box.seal(WORDS, question_id, words.strip()),
            asked_of=prescription.signed_by,
            asked_by=UUID(pharmacist.id),
            asked_at=now,
        )
        session.add(question)
        await outbox.put_job(session, "dispensing.tell_prescriber", question_id, now=now)
    return question


async def answer(
    session: AsyncSession, *, question_id: UUID, words: str, clinician: Actor, now: datetime
) -> DispenseQuestion:
    """Answer a pharmacist, who then verifies anew; a change needs another prescription, not an answer.

    :raises QuestionNotFound: there is no such question.
    :raises AlreadyAnswered: somebody was first, who is named.
    :raises IllegalMove: the fill is over.
    :raises WordsMissing: nothing was said.
    """
    if not words.strip():
        raise WordsMissing("Write your answer.")
    async with session.begin():
        dispense_id = (await queries.get_question(session, question_id)).dispense_id
        dispense = await queries.lock_with_order(session, dispense_id)
        question = await queries.get_question(session, question_id)
        if question.answered_by is not None:
            names = await identity.staff_names(session, [question.answered_by])
            who = names.get(question.answered_by, "A colleague")
            raise AlreadyAnswered(f"{who} has answered this question already. Your words were not sent.")
        await steps.move(session, dispense, Move.ANSWER, actor=clinician, now=now)
        box = await vault.box(session, dispense.patient_id, RecordClass.DISPENSING)
        question.answer = box.seal(ANSWER, question.id, words.strip())
        question.answered_by, question.answered_at = UUID(clinician.id), now
    return question
