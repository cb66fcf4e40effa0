"""Signing: approval, second factor, prescription and signature in one transaction, or none of them."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from integrations.interactions.port import Interactions
from rx_portal.identity import service as identity
from rx_portal.identity import steps as factors
from rx_portal.identity.passkey import Purpose
from rx_portal.kit import audit, outbox, timer, vault
from rx_portal.kit.vault import Box, RecordClass
from rx_portal.prescription import drafting
from rx_portal.prescription.checking import Checked
from rx_portal.prescription.content import Content
from rx_portal.prescription.drug import schedule_of
from rx_portal.prescription.errors import (
    ContentChanged,
    ControlledSubstance,
    FindingUnanswered,
    NotReady,
    UncheckedUnanswered,
)
from rx_portal.prescription.events import PrescriptionSigned
from rx_portal.prescription.models import Check, Prescription, PrescriptionStep
from rx_portal.prescription.schemas import Draft, Signing, Written
from rx_portal.prescription.service.drafting import draft as draft_of
from rx_portal.prescription.service.drafting import heard_of, with_heard
from rx_portal.prescription.signature import Signer
from rx_portal.prescription.states import CheckKind, CheckResult, Move, advance
from rx_portal.prescription.steps import CONTENT, FINDINGS, NOTE, UNCHECKED
from rx_portal.review import steps as reviews
from rx_portal.visit import zones
from rx_portal.visit.window import midnight
from shared_lib.audit import canonical
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

if TYPE_CHECKING:
    from rx_portal.review.models import Review


async def sign(
    session: AsyncSession,
    *,
    review_id: UUID,
    written: Written,
    signing: Signing,
    clinician: Actor,
    signer: Signer,
    now: datetime,
    real_now: datetime,
    knowledge: Interactions | None = None,
) -> Prescription:
    """Approve a case and sign its prescription with a second factor at this moment.

    A wrong code is counted after everything else was undone.

    :raises FactorRefused, FactorMissing, FactorLocked, PasskeyRefused: the second factor does not hold.
    :raises ReviewNotFound, AlreadyDecided, ClaimedByAnother, NotClaimed, NotLicensed, OverrideNeedsReason:
        as `review.steps.approve`.
    :raises ControlledSubstance: the drug is in schedule II to V.
    :raises NotReady: something is missing; the message names it.
    :raises ContentChanged: this is not what was shown.
    :raises FindingUnanswered: a check found something, and no reason is given.
    :raises UncheckedUnanswered: something could not be checked, and no reason is given.
    """
    staff_id = UUID(clinician.id)
    heard = None
    if knowledge is not None:
        before = await draft_of(session, review_id=review_id, written=written, clinician=clinician, now=now)
        heard = await heard_of(before, knowledge)
    try:
        async with session.begin():
            factor = await factors.require_factor(
                session,
                staff_id=staff_id,
                proof=signing.proof,
                purpose=Purpose.SIGN,
                content=signing.content_of(review_id),
                real_now=real_now,
            )
            review = await reviews.approve(
                session, review_id=review_id, clinician=clinician, override=signing.override, now=now
            )
            made = await drafting.draft(session, review, written, clinician=clinician, now=now)
            draft = with_heard(made, heard)
            _refuse_unready(draft, signing)
            signed = await _write(session, review, draft, signing, clinician, signer, now, real_now)
            await _noted(session, signed, factor, clinician, now)
            return signed
    except factors.FactorRefused:
        await identity.count_failure(session, staff_id=staff_id, real_now=real_now)
        raise


def _refuse_unready(draft: Draft, signing: Signing) -> None:
    schedule = schedule_of(draft.medication.drug, *draft.medication.ingredients)
    if schedule:
        raise ControlledSubstance(
            f"This drug is in schedule {schedule}. Controlled substances are not prescribed here."
        )
    if draft.missing:
        raise NotReady("Before you sign: " + " ".join(item.words for item in draft.missing))
    if signing.shown != draft.digest:
        raise ContentChanged("Something changed since this was shown to you. Look at it again, then sign.")
    if draft.found and not (signing.finding_reason and signing.finding_note.strip()):
        raise FindingUnanswered("A check found something. Choose why you go on and say it, or do not sign.")
    if draft.unchecked and not (signing.unchecked_reason and signing.unchecked_note.strip()):
        raise UncheckedUnanswered(
            "Something could not be checked. Choose why you go on and say it, or do not sign."
        )


async def _write(
    session: AsyncSession,
    review: "Review",
    draft: Draft,
    signing: Signing,
    clinician: Actor,
    signer: Signer,
    now: datetime,
    real_now: datetime,
) -> Prescription:
    box = await vault.box(session, review.patient_id, RecordClass.DISPENSING)
    made = _signed(review, draft, box, signer, now, real_now)
    session.add(made)
    await session.flush()
    session.add(PrescriptionStep.of(made, Move.SIGN, None, actor=clinician, at=now))
    session.add_all(_checks(made, draft, signing, box, now))
    over = midnight(made.expires_on + timedelta(days=1), zones.of_state(made.state))
    await timer.set_(session, "prescription.expire", made.id, due_at=over)
    await outbox.put(session, _told(made, clinician, now))
    return made


async def _noted(
    session: AsyncSession, made: Prescription, factor: str, clinician: Actor, now: datetime
) -> None:
    await audit.record(
        session,
        actor=clinician,
        action="prescription.sign",
        subject=made.ref,
        at=now,
        patient_id=made.patient_id,
        changes={"status": made.status.value, "kid": made.kid, "product": made.product, "factor": factor},
    )


def _signed(
    review: "Review", draft: Draft, box: Box, signer: Signer, now: datetime, real_now: datetime
) -> Prescription:
    made_id = uuid7()
    data = Content(
        prescription_id=str(made_id),
        review_id=str(review.id),
        patient=draft.patient,
        prescriber=draft.prescriber,
        medication=draft.medication,
        pharmacy=draft.pharmacy,
        written_on=draft.written_on.isoformat(),
        expires_on=draft.expires_on.isoformat(),
        signed_at=canonical.utc(real_now),
    ).to_bytes()
    drug = draft.medication
    return Prescription(
        id=made_id,
        review_id=review.id,
        enrollment_id=review.enrollment_id,
        patient_id=review.patient_id,
        product=drug.product,
        sku=drug.sku,
        pharmacy=draft.pharmacy,
        state=draft.state,
        quantity=drug.quantity,
        refills=drug.refills,
        days_supply=drug.days_supply,
        expires_on=draft.expires_on,
        status=advance(None, Move.SIGN),
        content=box.seal(CONTENT, made_id, data.decode()),
        signature=signer.sign(data),
        kid=signer.kid,
        signed_by=UUID(draft.prescriber.staff_id),
        signed_at=real_now,
        written_at=now,
        changed_at=now,
    )


def _checks(made: Prescription, draft: Draft, signing: Signing, box: Box, now: datetime) -> list[Check]:
    return [
        _check(made, CheckKind.INTERACTION, draft.interactions, signing, box, now),
        _check(made, CheckKind.ALLERGY, draft.allergies, signing, box, now),
    ]


def _check(
    made: Prescription, kind: CheckKind, checked: Checked, signing: Signing, box: Box, now: datetime
) -> Check:
    check_id = uuid7()
    said = {"findings": [asdict(finding) for finding in checked.findings], "unknown": list(checked.unknown)}
    note = signing.finding_note if checked.findings else ""
    unchecked = signing.unchecked_note if checked.unanswered else ""
    return Check(
        id=check_id,
        prescription_id=made.id,
        patient_id=made.patient_id,
        kind=kind,
        result=CheckResult(checked.result),
        source=checked.source,
        findings=box.seal(FINDINGS, check_id, json.dumps(said)),
        override_code=signing.finding_reason if checked.findings else None,
        override_note=box.seal(NOTE, check_id, note) if note else None,
        unchecked_code=signing.unchecked_reason if checked.unanswered else None,
        unchecked_note=box.seal(UNCHECKED, check_id, unchecked) if unchecked else None,
        at=now,
    )


def _told(made: Prescription, clinician: Actor, now: datetime) -> PrescriptionSigned:
    return PrescriptionSigned(
        subject_id=made.id,
        actor_id=clinician.id,
        occurred_at=now,
        review_id=made.review_id,
        enrollment_id=made.enrollment_id,
        patient_id=made.patient_id,
        product=made.product,
        sku=made.sku,
        pharmacy=made.pharmacy,
        state=made.state,
        quantity=made.quantity,
        refills=made.refills,
        days_supply=made.days_supply,
        expires_on=made.expires_on,
    )
