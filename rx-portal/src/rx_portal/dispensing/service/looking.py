"""Audited reads: the dispensary's work list, one fill whole, its label, and questions to prescribers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import queries
from rx_portal.dispensing.comparing import differences
from rx_portal.dispensing.models import Dispense, DispenseQuestion
from rx_portal.dispensing.schemas import Asked, Fill, Row
from rx_portal.dispensing.service.verifying import ANSWER, WORDS
from rx_portal.dispensing.states import WORK, Status
from rx_portal.formulary import queries as formulary
from rx_portal.identity import queries as identity
from rx_portal.kit import audit, vault
from rx_portal.kit.vault import Box, RecordClass
from rx_portal.order import queries as orders
from rx_portal.order.schemas import DELIVERY_COLUMN, Delivery
from rx_portal.payment import queries as payments
from rx_portal.prescription import queries as prescriptions
from rx_portal.prescription import steps as prescription_steps
from rx_portal.prescription.signature import Signer
from rx_portal.visit import zones
from shared_lib.identity import Actor


async def work(
    session: AsyncSession,
    *,
    reader: Actor,
    now: datetime,
    status: Status | None = None,
    gone: bool = False,
    lot: str = "",
) -> tuple[Sequence[Row], dict[str, int]]:
    """Return what the dispensary has to do, the most urgent first, and how much stands where.

    `gone` asks for what was handed over instead, the latest first; `lot` for all that got that lot.
    """
    async with session.begin():
        if gone:
            found = await queries.handed_over(session, lot=lot)
        else:
            found = await queries.work_list(session, statuses=[status] if status else WORK)
        counts = await queries.count_work(session)
        known = await orders.by_id(session, [each.order_id for each in found])
        rows = [Row(each, known[each.order_id]) for each in found]
        await audit.record(
            session,
            actor=reader,
            action="dispense.list",
            subject="list:dispensary",
            at=now,
            shown=[row.dispense.ref for row in rows]
            + sorted({f"patient:{row.dispense.patient_id}" for row in rows}),
        )
    return rows, counts


async def look(
    session: AsyncSession,
    *,
    dispense_id: UUID,
    signer: Signer,
    reader: Actor,
    now: datetime,
    action: str = "dispense.read",
) -> Fill:
    """Return a fill with its signed prescription and delivery opened, and remember who looked.

    :raises DispenseNotFound: there is no such fill.
    """
    async with session.begin():
        dispense = await queries.get(session, dispense_id)
        return await _opened(session, dispense, signer, reader, now, action)


async def questions(session: AsyncSession, *, reader: Actor, now: datetime) -> Sequence[DispenseQuestion]:
    """Return what pharmacists wait to have answered, those for the reader first."""
    async with session.begin():
        found = await queries.open_questions(session)
        await audit.record(
            session,
            actor=reader,
            action="dispense.list_questions",
            subject="list:questions",
            at=now,
            shown=sorted({f"patient:{question.patient_id}" for question in found}),
        )
    return sorted(found, key=lambda question: str(question.asked_of) != reader.id)


async def look_at_question(
    session: AsyncSession, *, question_id: UUID, signer: Signer, reader: Actor, now: datetime
) -> tuple[Asked, Fill]:
    """Return a pharmacist's question with the fill that it is about, and remember who looked.

    :raises QuestionNotFound: there is no such question.
    """
    async with session.begin():
        question = await queries.get_question(session, question_id)
        dispense = await queries.get(session, question.dispense_id)
        fill = await _opened(session, dispense, signer, reader, now, "dispense.read_question")
        return next(asked for asked in fill.asked if asked.id == question_id), fill


async def status_of(session: AsyncSession, *, dispense_id: UUID) -> str:
    """Return where a fill stands, and nothing else of it: for a screen that waits for the payment."""
    async with session.begin():
        return (await queries.get(session, dispense_id)).status


async def _opened(
    session: AsyncSession, dispense: Dispense, signer: Signer, reader: Actor, now: datetime, action: str
) -> Fill:
    order = await orders.get(session, dispense.order_id)
    prescription = await prescriptions.get(session, dispense.prescription_id)
    box = await vault.box(session, dispense.patient_id, RecordClass.DISPENSING)
    delivery = Delivery.of(box.open(DELIVERY_COLUMN, order.id, order.delivery or b""))
    steps = await queries.steps_of(session, dispense.id)
    asked = [_asked(question, box) for question in await queries.questions_of(session, dispense.id)]
    await audit.record(
        session,
        actor=reader,
        action=action,
        subject=dispense.ref,
        at=now,
        patient_id=dispense.patient_id,
        shown=[order.ref, prescription.ref],
    )
    signed = await prescription_steps.open_(session, prescription, signer)
    today = now.astimezone(ZoneInfo(zones.of_state(prescription.state))).date()
    spoke = [who for each in asked for who in (each.asked_by, each.answered_by) if who]
    people = _people([*(step.actor_id for step in steps), *map(str, spoke)])
    return Fill(
        dispense=dispense,
        order=order,
        prescription=signed,
        pharmacy=await formulary.pharmacy(session, prescription.pharmacy),
        delivery=delivery,
        attempts=await payments.list_of_order(session, order.id),
        steps=steps,
        asked=asked,
        checks=await prescription_steps.open_checks(session, prescription),
        differences=list(differences(order, delivery, signed, today=today)),
        names=await identity.staff_names(session, people),
    )


def _asked(question: DispenseQuestion, box: Box) -> Asked:
    return Asked(
        id=question.id,
        about=question.about,
        words=box.open(WORDS, question.id, question.words),
        asked_at=question.asked_at,
        asked_by=question.asked_by,
        answer=box.open(ANSWER, question.id, question.answer) if question.answer else "",
        answered_at=question.answered_at,
        answered_by=question.answered_by,
    )


def _people(actors: Sequence[str]) -> list[UUID]:
    return [UUID(actor) for actor in dict.fromkeys(actors) if ":" not in actor]
