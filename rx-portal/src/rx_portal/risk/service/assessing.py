"""An intake is submitted and assessed in one transaction, so that the patient has the decision at once."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import steps as enrollment
from rx_portal.enrollment.states import Move as EnrollmentMove
from rx_portal.formulary import queries as formulary
from rx_portal.intake import steps as intake
from rx_portal.intake.steps import Submission
from rx_portal.kit import audit, outbox, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.risk import queries, reading
from rx_portal.risk.evaluator import Facts, Verdict, evaluate
from rx_portal.risk.events import RiskAssessed
from rx_portal.risk.models import AssessmentRow
from rx_portal.risk.schemas import finding_out
from rx_portal.risk.statelaw import finding_of
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


async def submit_and_assess(
    session: AsyncSession, *, intake_id: UUID, patient: Actor, now: datetime
) -> AssessmentRow:
    """Submit an intake, apply the protocol that is published now, and tell the later slices.

    :raises IntakeNotFound: there is no such intake of theirs.
    :raises IllegalMove: it was submitted already, is stopped, or its enrollment is over.
    :raises Incomplete: a required question has no answer.
    :raises NotOffered, ProtocolNotFound: the product is not offered any more; nothing is submitted.
    """
    async with session.begin():
        with session.no_autoflush:  # what changes is written at once, at the end
            asked = await intake.submit(session, intake_id=intake_id, patient=patient, now=now)
            row = await _assess(session, asked, now)
        session.add(row)
        enrollment.move_locked(session, asked.enrollment, EnrollmentMove.ASSESS, actor=patient, now=now)
        await _tell(session, row, patient, now)
    return row


async def _assess(session: AsyncSession, asked: Submission, now: datetime) -> AssessmentRow:
    product, state = asked.enrollment.product, asked.enrollment.state
    offering, rule = await formulary.terms(session, product, state, on=now.date())
    law = finding_of(state, rule)
    protocol = await queries.current_protocol(session, offering.protocol)
    facts = reading.facts_of(queries.parsed(protocol), asked.sheet, now)
    verdict = evaluate(queries.parsed(protocol), facts, now, besides=[law])
    return await _row(session, asked, protocol.id, facts, verdict, visit_required=not law.good, now=now)


async def _row(
    session: AsyncSession,
    asked: Submission,
    protocol_id: UUID,
    facts: Facts,
    verdict: Verdict,
    *,
    visit_required: bool,
    now: datetime,
) -> AssessmentRow:
    sheet, identity = asked.sheet, uuid7()
    box = await vault.box(session, sheet.patient_id, RecordClass.CLINICAL)
    inputs = json.dumps(reading.plain(facts))
    findings = json.dumps([finding_out(finding) for finding in verdict.findings])
    return AssessmentRow(
        id=identity,
        enrollment_id=sheet.enrollment_id,
        intake_id=sheet.id,
        patient_id=sheet.patient_id,
        protocol_id=protocol_id,
        product=asked.enrollment.product,
        state=asked.enrollment.state,
        decision=verdict.decision,
        visit_required=visit_required,
        urgent=verdict.urgent,
        inputs=box.seal(queries.INPUTS, identity, inputs),
        findings=box.seal(queries.FINDINGS, identity, findings),
        at=now,
    )


async def _tell(session: AsyncSession, row: AssessmentRow, patient: Actor, now: datetime) -> None:
    told = RiskAssessed(
        subject_id=row.id,
        actor_id=patient.id,
        occurred_at=now,
        enrollment_id=row.enrollment_id,
        patient_id=row.patient_id,
        product=row.product,
        state=row.state,
        decision=row.decision,
        visit_required=row.visit_required,
        urgent=row.urgent,
    )
    await outbox.put(session, told)
    await audit.record(
        session,
        actor=patient,
        action="risk.assess",
        subject=row.ref,
        at=now,
        patient_id=row.patient_id,
        changes={"protocol": str(row.protocol_id), "decision": row.decision.value},
    )
