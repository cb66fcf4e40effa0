"""A protocol is tried on what was assessed before, to see whom it would move; nothing is changed by that."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import queries as intake
from rx_portal.kit import audit
from rx_portal.risk import queries, reading
from rx_portal.risk.evaluator import Finding, Protocol, Verdict, evaluate, parse
from rx_portal.risk.schemas import Assessment, Moved, Replay
from rx_portal.risk.statelaw import CODE as STATE_LAW
from shared_lib.identity import Actor

MOST = 500
"""How many assessments are tried at once, the newest first."""


async def replay(session: AsyncSession, *, protocol_id: UUID, reader: Actor, now: datetime) -> Replay:
    """Return what a version would have concluded of the clinic's newest assessments under its key.

    Every answer is read again as it was given, so a fact that only this version reads is known where it was
    asked. The patients are named in one entry of the audit record.

    :raises ProtocolNotFound: there is no such version.
    :raises MalformedProtocol: it could not be applied exactly as it is written.
    """
    async with session.begin():
        row = await queries.get_protocol(session, protocol_id)
        protocol = parse(row.content)
        past = await queries.list_assessed(session, row.key, limit=MOST)
        moved = [found for each in past if (found := await _tried(session, protocol, each))]
        shown = sorted({f"patient:{each.patient_id}" for each in past})
        await audit.record(
            session, actor=reader, action="protocol.replay", subject=row.ref, at=now, shown=shown
        )
    return Replay(tried=len(past), most=MOST, since=past[-1].at if past else None, moved=moved)


async def _tried(session: AsyncSession, protocol: Protocol, before: Assessment) -> Moved | None:
    sheet = await intake.sheet(session, before.intake_id, now=before.at)
    law = [finding for finding in before.findings if finding.code == STATE_LAW]
    facts = reading.facts_of(protocol, sheet, before.at)
    verdict = evaluate(protocol, facts, before.at, besides=law)
    if (verdict.decision, verdict.urgent) == (before.decision, before.urgent):
        return None
    return Moved(
        enrollment_id=before.enrollment_id,
        at=before.at,
        state=before.state,
        before=before.decision,
        after=verdict.decision,
        urgent=verdict.urgent and not before.urgent,
        because=_because(before, verdict),
    )


def _because(before: Assessment, after: Verdict) -> Sequence[Finding]:
    """Return the findings that turned, or are new and stand against approval."""
    was = {finding.code: finding.good for finding in before.findings}
    return [finding for finding in after.findings if was.get(finding.code, True) != finding.good]
