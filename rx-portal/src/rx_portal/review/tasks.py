"""Jobs of cases: they open with an assessment, are admitted after the visit, end with the enrollment."""

from uuid import UUID

from rx_portal.enrollment.events import EnrollmentLapsed, EnrollmentWithdrawn
from rx_portal.kit.jobs import Work, job
from rx_portal.notice.sending import tell
from rx_portal.notice.states import Occasion
from rx_portal.review import queries, service
from rx_portal.review.events import InformationRequested, ReviewDenied
from rx_portal.risk.evaluator import Decision
from rx_portal.risk.events import RiskAssessed
from rx_portal.visit.events import VisitCompleted, VisitLapsed


@job("review.open", on=[RiskAssessed])
async def open_case(work: Work) -> None:
    """Open the case of an assessment. Safe to run twice: an assessment has one case."""
    told = work.delivery.payload
    assessed = RiskAssessed(
        subject_id=work.delivery.subject_id,
        actor_id=str(told["actor_id"]),
        occurred_at=work.delivery.occurred_at,
        enrollment_id=UUID(told["enrollment_id"]),
        patient_id=UUID(told["patient_id"]),
        product=str(told["product"]),
        state=str(told["state"]),
        decision=Decision(told["decision"]),
        visit_required=bool(told["visit_required"]),
        urgent=bool(told["urgent"]),
    )
    async with work.session() as session:
        await service.open_case(session, told=assessed, actor=work.actor, now=work.now())


@job("review.admit", on=[VisitCompleted])
async def admit(work: Work) -> None:
    """Let a case be decided after its visit. Safe to run twice: only a waiting case is admitted."""
    async with work.session() as session:
        await service.admit(
            session,
            enrollment_id=UUID(work.delivery.payload["enrollment_id"]),
            actor=work.actor,
            now=work.now(),
        )


@job("review.expire_claim")
async def expire_claim(work: Work) -> None:
    """Put a case back whose claim ran out. Safe to run twice: a claim that holds is left alone."""
    async with work.session() as session:
        await service.expire_claim(
            session, review_id=work.delivery.subject_id, actor=work.actor, now=work.now()
        )


@job("review.close", on=[EnrollmentWithdrawn, EnrollmentLapsed])
async def close(work: Work) -> None:
    """Take the case of an ended application off the queue. Safe to run twice: a closed case is left alone."""
    async with work.session() as session:
        await service.close(session, enrollment_id=work.delivery.subject_id, actor=work.actor, now=work.now())


@job("review.lapse", on=[VisitLapsed])
async def lapse(work: Work) -> None:
    """End the application whose visit never took place. Safe to run twice: one that ended is left alone."""
    async with work.session() as session:
        await service.lapse(
            session,
            enrollment_id=UUID(work.delivery.payload["enrollment_id"]),
            actor=work.actor,
            now=work.now(),
        )


@job("review.tell_denied", on=[ReviewDenied])
async def tell_denied(work: Work) -> None:
    """Tell a patient that there is a decision. Safe to run twice: the mail's key is the event's."""
    await _to_patient(work, Occasion.DECIDED)


@job("review.tell_asked", on=[InformationRequested])
async def tell_asked(work: Work) -> None:
    """Tell a patient that there is a question. Safe to run twice: the mail's key is the event's."""
    await _to_patient(work, Occasion.QUESTION)


async def _to_patient(work: Work, occasion: Occasion) -> None:
    async with work.session() as session, session.begin():
        review = await queries.get(session, work.delivery.subject_id)
    key = f"review:{work.delivery.event_id}"
    await tell(work, review.patient_id, occasion, path=f"/care/decisions/{review.id}", key=key)
