"""Reads of protocols and assessments."""

import json
from collections import OrderedDict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import vault
from rx_portal.kit.vault import RecordClass
from rx_portal.risk.errors import AssessmentNotFound, ProtocolNotFound
from rx_portal.risk.evaluator import Protocol, parse
from rx_portal.risk.models import AssessmentRow, ProtocolRow
from rx_portal.risk.schemas import Assessment, finding_in
from rx_portal.risk.states import Status

INPUTS, FINDINGS = "rx.assessment.inputs", "rx.assessment.findings"
_KEPT_PROTOCOLS = 64

_parsed: OrderedDict[UUID, Protocol] = OrderedDict()


async def lock_protocol(session: AsyncSession, protocol_id: UUID) -> ProtocolRow:
    """Return a version of a protocol, locked until the transaction ends.

    :raises ProtocolNotFound: there is none with this id.
    """
    row = await session.get(ProtocolRow, protocol_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise ProtocolNotFound("There is no such protocol.")
    return row


async def get_protocol(session: AsyncSession, protocol_id: UUID) -> ProtocolRow:
    """Return a version of a protocol.

    :raises ProtocolNotFound: there is none with this id.
    """
    row = await session.get(ProtocolRow, protocol_id, populate_existing=True)
    if row is None:
        raise ProtocolNotFound("There is no such protocol.")
    return row


async def current_protocol(session: AsyncSession, key: str) -> ProtocolRow:
    """Return the newest published version of a protocol.

    :raises ProtocolNotFound: none is published.
    """
    row = await find_current(session, key)
    if row is None:
        raise ProtocolNotFound("No protocol is published for this.")
    return row


async def find_current(session: AsyncSession, key: str) -> ProtocolRow | None:
    """Return the newest published version of a protocol, if there is one."""
    asked = select(ProtocolRow).where(ProtocolRow.key == key, ProtocolRow.status == Status.PUBLISHED)
    return await session.scalar(asked.order_by(ProtocolRow.version.desc()).limit(1))


async def list_protocols(session: AsyncSession) -> Sequence[ProtocolRow]:
    """Return every version of every protocol, by key, the newest first."""
    asked = select(ProtocolRow).order_by(ProtocolRow.key, ProtocolRow.version.desc())
    return (await session.scalars(asked)).all()


async def next_version(session: AsyncSession, key: str) -> int:
    """Return the number of a protocol's next version."""
    return 1 + (
        await session.scalar(select(func.max(ProtocolRow.version)).where(ProtocolRow.key == key)) or 0
    )


def parsed(row: ProtocolRow) -> Protocol:
    """Return the rules of a published version; they never change, so the process keeps what it has read."""
    if row.status is not Status.PUBLISHED:
        return parse(row.content)
    if row.id not in _parsed:
        _parsed[row.id] = parse(row.content)
        while len(_parsed) > _KEPT_PROTOCOLS:
            _parsed.popitem(last=False)
    return _parsed[row.id]


async def assessment(session: AsyncSession, assessment_id: UUID) -> Assessment:
    """Return an assessment, opened; whoever shows it writes the audit entry.

    :raises AssessmentNotFound: there is none that the session's actor may see.
    """
    row = await session.get(AssessmentRow, assessment_id)
    if row is None:
        raise AssessmentNotFound("There is no such assessment.")
    return await _opened(session, row)


async def latest_of(session: AsyncSession, enrollment_id: UUID) -> Assessment | None:
    """Return the newest assessment of an enrollment, opened; whoever shows it writes the audit entry."""
    asked = select(AssessmentRow, ProtocolRow).join(ProtocolRow, ProtocolRow.id == AssessmentRow.protocol_id)
    newest = asked.order_by(AssessmentRow.at.desc(), AssessmentRow.id.desc()).limit(1)
    found = (await session.execute(newest.where(AssessmentRow.enrollment_id == enrollment_id))).first()
    return await _opened(session, found[0]) if found else None


async def find_latest(session: AsyncSession, enrollment_id: UUID) -> AssessmentRow | None:
    """Return the newest assessment of an enrollment, sealed."""
    asked = select(AssessmentRow).where(AssessmentRow.enrollment_id == enrollment_id)
    return await session.scalar(asked.order_by(AssessmentRow.at.desc(), AssessmentRow.id.desc()).limit(1))


async def list_of_enrollment(session: AsyncSession, enrollment_id: UUID) -> Sequence[Assessment]:
    """Return an enrollment's assessments, opened, the newest first; whoever shows them records that."""
    asked = select(AssessmentRow).where(AssessmentRow.enrollment_id == enrollment_id)
    rows = await session.scalars(asked.order_by(AssessmentRow.at.desc(), AssessmentRow.id.desc()))
    return [await _opened(session, row) for row in rows.all()]


async def list_assessed(session: AsyncSession, key: str, *, limit: int) -> Sequence[Assessment]:
    """Return the newest assessment of each intake that a protocol decided, opened, the newest first.

    Whoever shows them records that.
    """
    newest = (
        select(AssessmentRow.id)
        .join(ProtocolRow, ProtocolRow.id == AssessmentRow.protocol_id)
        .where(ProtocolRow.key == key)
        .ext(distinct_on(AssessmentRow.intake_id))
        .order_by(AssessmentRow.intake_id, AssessmentRow.at.desc(), AssessmentRow.id.desc())
    )
    asked = select(AssessmentRow).where(AssessmentRow.id.in_(newest))
    rows = await session.scalars(
        asked.order_by(AssessmentRow.at.desc(), AssessmentRow.id.desc()).limit(limit)
    )
    return [await _opened(session, row) for row in rows.all()]


async def _opened(session: AsyncSession, row: AssessmentRow) -> Assessment:
    box = await vault.box(session, row.patient_id, RecordClass.CLINICAL)
    used = await session.get(ProtocolRow, row.protocol_id)
    return Assessment(
        id=row.id,
        enrollment_id=row.enrollment_id,
        intake_id=row.intake_id,
        patient_id=row.patient_id,
        product=row.product,
        state=row.state,
        protocol=f"{used.key}:{used.version}" if used else "",
        decision=row.decision,
        visit_required=row.visit_required,
        urgent=row.urgent,
        findings=tuple(finding_in(each) for each in json.loads(box.open(FINDINGS, row.id, row.findings))),
        inputs=json.loads(box.open(INPUTS, row.id, row.inputs)),
        at=row.at,
    )
