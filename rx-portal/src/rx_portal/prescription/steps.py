"""The parts of a prescription's verbs: opening and verifying what was signed, and moving it."""

import json
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, vault
from rx_portal.kit.vault import Box, RecordClass
from rx_portal.prescription import queries
from rx_portal.prescription.checking import Finding
from rx_portal.prescription.content import Content
from rx_portal.prescription.errors import BadSignature
from rx_portal.prescription.models import Check, Prescription, PrescriptionStep
from rx_portal.prescription.schemas import Answered, FindingReason, Opened, UncheckedReason
from rx_portal.prescription.signature import Signer
from rx_portal.prescription.states import Move, advance
from shared_lib.identity import Actor

CONTENT = "rx.prescription.content"
FINDINGS = "rx.prescription_check.findings"
NOTE = "rx.prescription_check.override_note"
UNCHECKED = "rx.prescription_check.unchecked_note"


async def signed_bytes(session: AsyncSession, prescription: Prescription) -> bytes:
    """Return the bytes that were signed, opened but not yet verified."""
    box = await vault.box(session, prescription.patient_id, RecordClass.DISPENSING)
    return box.open(CONTENT, prescription.id, prescription.content).encode()


async def verify(session: AsyncSession, prescription: Prescription, signer: Signer) -> Content:
    """Return what a prescription says, once it is certain that this is what was signed.

    :raises BadSignature: a byte of the content, of the signature or of the columns beside it was altered.
    :raises Tampered: the sealed content does not open.
    """
    data = await signed_bytes(session, prescription)
    signer.verify(data, signature=prescription.signature, kid=prescription.kid)
    content = Content.from_bytes(data)
    if _columns(prescription) != _stated(content):
        raise BadSignature("The prescription's columns are not what was signed.")
    return content


async def open_(session: AsyncSession, prescription: Prescription, signer: Signer) -> Opened:
    """Return a prescription opened, and whether its signature holds."""
    try:
        content, valid = await verify(session, prescription, signer), True
    except BadSignature:
        content, valid = Content.from_bytes(await signed_bytes(session, prescription)), False
    return Opened(
        id=prescription.id,
        review_id=prescription.review_id,
        status=prescription.status,
        medication=content.medication,
        patient=content.patient,
        prescriber=content.prescriber,
        pharmacy=content.pharmacy,
        written_on=date.fromisoformat(content.written_on),
        expires_on=prescription.expires_on,
        signed_at=prescription.signed_at,
        kid=prescription.kid,
        valid=valid,
    )


async def open_checks(session: AsyncSession, prescription: Prescription) -> list[Answered]:
    """Return what was checked before the signature, with the reasons that were given."""
    box = await vault.box(session, prescription.patient_id, RecordClass.DISPENSING)
    return [_answered(check, box) for check in await queries.list_checks(session, prescription.id)]


def _answered(check: Check, box: Box) -> Answered:
    said = json.loads(box.open(FINDINGS, check.id, check.findings)) if check.findings else {}
    return Answered(
        kind=check.kind,
        result=check.result,
        source=check.source,
        findings=[Finding.read(one, check.source) for one in said.get("findings", [])],
        unknown=said.get("unknown", []),
        reason=FindingReason(check.override_code) if check.override_code else None,
        note=box.open(NOTE, check.id, check.override_note) if check.override_note else "",
        unchecked_reason=UncheckedReason(check.unchecked_code) if check.unchecked_code else None,
        unchecked_note=box.open(UNCHECKED, check.id, check.unchecked_note) if check.unchecked_note else "",
    )


async def move(
    session: AsyncSession,
    prescription: Prescription,
    made: Move,
    *,
    actor: Actor,
    now: datetime,
    reason_code: str | None = None,
) -> PrescriptionStep:
    """Move a locked prescription, with its step and its audit entry.

    :raises IllegalMove: it cannot do that from where it stands.
    """
    before = prescription.status
    prescription.status = advance(before, made)
    prescription.changed_at = now
    step = PrescriptionStep.of(prescription, made, before, actor=actor, at=now)
    step.reason_code = reason_code
    session.add(step)
    await audit.record(
        session,
        actor=actor,
        action=f"prescription.{made}",
        subject=prescription.ref,
        at=now,
        patient_id=prescription.patient_id,
        changes={"from": before.value, "status": prescription.status.value},
        purpose=reason_code or "",
    )
    return step


def _columns(row: Prescription) -> tuple[object, ...]:
    ids = (str(row.id), str(row.review_id), str(row.patient_id), str(row.signed_by))
    fill = (row.product, row.sku, row.pharmacy, row.state, row.quantity, row.refills, row.days_supply)
    return (*ids, *fill, row.expires_on.isoformat())


def _stated(content: Content) -> tuple[object, ...]:
    drug = content.medication
    ids = (
        content.prescription_id,
        content.review_id,
        content.patient.patient_id,
        content.prescriber.staff_id,
    )
    fill = (drug.product, drug.sku, content.pharmacy, content.prescriber.licence_state)
    return (*ids, *fill, drug.quantity, drug.refills, drug.days_supply, content.expires_on)
