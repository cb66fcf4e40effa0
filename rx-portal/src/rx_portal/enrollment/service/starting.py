"""A patient enrols: a ticket is used up, their particulars are kept, and an enrollment is opened."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.eligibility import steps as eligibility
from rx_portal.eligibility.states import Application, refusals
from rx_portal.eligibility.ticket import Ticket
from rx_portal.enrollment import queries, steps
from rx_portal.enrollment.errors import AlreadyEnrolled, NotEligible
from rx_portal.enrollment.events import EnrollmentStarted
from rx_portal.enrollment.models import Enrollment, EnrollmentStep
from rx_portal.enrollment.schemas import Profile
from rx_portal.enrollment.states import Status
from rx_portal.formulary import queries as formulary
from rx_portal.kit import audit, outbox
from shared_lib.errors import Conflict
from shared_lib.identity import Actor


async def start(
    session: AsyncSession,
    *,
    token: str,
    profile: Profile,
    patient: Actor,
    root: bytes,
    now: datetime,
    real_now: datetime,
) -> Enrollment:
    """Use an eligibility ticket, keep the patient's particulars, and open an enrollment.

    `root` is the portal's secret key.

    :raises TicketRefused: the ticket is not ours, expired or used.
    :raises ProfileIncomplete: particulars are missing or wrong.
    :raises NotEligible: by these particulars, or by today's rules, the answer would be no.
    :raises AlreadyEnrolled: one is open for this product.
    """
    patient_id = UUID(patient.id)
    profile.checked()
    async with session.begin():
        ticket = await eligibility.redeem(session, root=root, token=token, real_now=real_now)
        if open_ := await queries.find_open(session, patient_id, ticket.product):
            raise AlreadyEnrolled(open_.id)
        await _check_eligible(session, ticket, profile, now)
        await steps.keep_profile(session, patient_id, profile, now=now)
        enrollment = await _open(session, patient_id, ticket, patient, now)
        await audit.record(
            session,
            actor=patient,
            action="enrollment.start",
            subject=enrollment.ref,
            at=now,
            patient_id=patient_id,
            changes={"product": ticket.product, "state": ticket.state, "profile": "given"},
        )
    return enrollment


async def _check_eligible(session: AsyncSession, ticket: Ticket, profile: Profile, now: datetime) -> None:
    if profile.address.state != ticket.state:
        raise NotEligible(
            "Your address is in another state than the one you chose. Answer the first questions again."
        )
    on = now.date()
    offering = await formulary.offering(session, ticket.product, on=on)
    against = refusals(
        Application(ticket.product, ticket.state, profile.birth_date),
        offering,
        await formulary.find_state_rule(session, ticket.state, on=on),
        ships=await formulary.ships_to(session, offering.pharmacy.key, ticket.state, on=on),
        today=on,
    )
    if against:
        raise NotEligible(" ".join(each.words for each in against))


async def _open(
    session: AsyncSession, patient_id: UUID, ticket: Ticket, patient: Actor, now: datetime
) -> Enrollment:
    enrollment = Enrollment(
        patient_id=patient_id,
        product=ticket.product,
        state=ticket.state,
        status=Status.STARTED,
        consented_at=None,
        started_at=now,
        changed_at=now,
    )
    session.add(enrollment)
    try:
        await session.flush()
    except IntegrityError as error:
        raise Conflict("You have applied for this already.") from error
    session.add(EnrollmentStep.of(enrollment, None, None, actor=patient, at=now, reason=None))
    told = EnrollmentStarted(
        subject_id=enrollment.id,
        actor_id=patient.id,
        occurred_at=now,
        patient_id=patient_id,
        product=ticket.product,
        state=ticket.state,
    )
    await outbox.put(session, told)
    return enrollment
