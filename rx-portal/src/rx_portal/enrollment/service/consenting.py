"""A patient reads the consent text of their state, and agrees to it."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import queries
from rx_portal.enrollment.errors import AnotherText, NotInState
from rx_portal.enrollment.models import Consent, Enrollment
from rx_portal.enrollment.schemas import Origin
from rx_portal.enrollment.service.reading import record_look
from rx_portal.enrollment.states import IllegalMove, Status
from rx_portal.formulary import queries as formulary
from rx_portal.formulary.schemas import ConsentText
from rx_portal.kit import audit
from shared_lib.identity import Actor


@dataclass(frozen=True, slots=True)
class ToAgree:
    """What a patient has to read before they agree."""

    enrollment: Enrollment
    text: ConsentText


async def to_agree(session: AsyncSession, *, enrollment_id: UUID, patient: Actor, now: datetime) -> ToAgree:
    """Return the consent text that holds today for an enrollment's state.

    :raises EnrollmentNotFound: there is no such enrollment of theirs.
    :raises StateNotListed: the state has been taken off the matrix.
    """
    async with session.begin():
        enrollment = await queries.get(session, enrollment_id)
        rule = await formulary.state_rule(session, enrollment.state, on=now.date())
        text = await formulary.consent_text(session, rule.consent_version)
        await record_look(session, enrollment, patient, now)
    return ToAgree(enrollment, text)


async def consent(
    session: AsyncSession,
    *,
    enrollment_id: UUID,
    text_version: str,
    in_state: bool,
    origin: Origin,
    patient: Actor,
    root: bytes,
    now: datetime,
) -> Enrollment:
    """Keep that the patient has read and agreed to the text of their state, and is there now.

    :raises EnrollmentNotFound: there is no such enrollment of theirs.
    :raises IllegalMove: it is past this.
    :raises NotInState: they do not say that they are in the state.
    :raises AnotherText: they were shown another version than the one that holds today.
    """
    async with session.begin():
        enrollment = await queries.lock(session, enrollment_id)
        if enrollment.status is not Status.STARTED:
            raise IllegalMove(
                f"This application is {enrollment.status.value}, so nothing is left to agree to."
            )
        rule = await formulary.state_rule(session, enrollment.state, on=now.date())
        if not in_state:
            raise NotInState("We can only treat you while you are in the state you chose.")
        if rule.consent_version != text_version:
            raise AnotherText("The text has changed since you opened the page. Read it again.")
        session.add(_consent(enrollment, rule.consent_version, origin, root, now))
        enrollment.consented_at = enrollment.changed_at = now
        await audit.record(
            session,
            actor=patient,
            action="enrollment.consent",
            subject=enrollment.ref,
            at=now,
            patient_id=enrollment.patient_id,
            changes={"text": rule.consent_version, "state": enrollment.state},
        )
    return enrollment


def _consent(enrollment: Enrollment, version: str, origin: Origin, root: bytes, now: datetime) -> Consent:
    return Consent(
        enrollment_id=enrollment.id,
        patient_id=enrollment.patient_id,
        text_version=version,
        state=enrollment.state,
        address_digest=_digest(root, "address", origin.address),
        agent_digest=_digest(root, "agent", origin.agent),
        at=now,
    )


def _digest(root: bytes, kind: str, text: str) -> bytes:
    return hmac.digest(root, f"consent|{kind}|{text}".encode(), hashlib.sha256)
