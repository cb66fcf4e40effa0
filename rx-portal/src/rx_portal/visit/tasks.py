"""Jobs of visits: they open with an assessment, get their room, are reminded of, and close by themselves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from integrations.notify.port import Mail
from rx_portal.enrollment import queries as enrollments
from rx_portal.enrollment.events import EnrollmentLapsed, EnrollmentWithdrawn
from rx_portal.identity import queries as identity
from rx_portal.kit.jobs import Work, job
from rx_portal.risk.evaluator import Decision
from rx_portal.risk.events import RiskAssessed
from rx_portal.visit import mail, queries, service, zones
from rx_portal.visit.events import VisitBooked, VisitFreed, VisitRequired
from rx_portal.visit.models import Visit
from rx_portal.visit.schemas import Requirement
from rx_portal.visit.states import Status
from shared_lib.brand.wording import day
from shared_lib.ids import uuid7


@job("visit.require", on=[RiskAssessed])
async def require(work: Work) -> None:
    """Open a visit unless the rules approved. Safe to run twice: an enrollment has one visit."""
    told = work.delivery.payload
    if told["decision"] == Decision.APPROVED:
        return
    patient_id, state = UUID(told["patient_id"]), str(told["state"])
    async with work.session() as session:
        async with session.begin():
            number = (await identity.get_patient(session, patient_id)).number
        needed = Requirement(
            visit_id=uuid7(),
            enrollment_id=UUID(told["enrollment_id"]),
            patient_id=patient_id,
            patient_number=number,
            product=str(told["product"]),
            state=state,
            zone=zones.of_state(state),
            forced=bool(told["visit_required"]),
            assessed_at=work.delivery.occurred_at,
        )
        await service.require(session, needed=needed, actor=work.actor, now=work.now())


@job("visit.expire_hold")
async def expire_hold(work: Work) -> None:
    """Free a time that was held for too long. Safe to run twice: only a hold that is over is freed."""
    async with work.session() as session:
        await service.expire_hold(
            session, visit_id=work.delivery.subject_id, actor=work.actor, now=work.now()
        )


@job("visit.lapse")
async def lapse(work: Work) -> None:
    """Close a window. Safe to run twice: a visit that is over, or not yet due to, is left alone."""
    async with work.session() as session:
        await service.lapse(session, visit_id=work.delivery.subject_id, actor=work.actor, now=work.now())


@job("visit.chase")
async def chase(work: Work) -> None:
    """Ask how a visit went. Safe to run twice: the same work is open only once."""
    async with work.session() as session:
        await service.chase(session, visit_id=work.delivery.subject_id, actor=work.actor, now=work.now())


@job("visit.close", on=[EnrollmentWithdrawn, EnrollmentLapsed])
async def close(work: Work) -> None:
    """Close the visit of an application that ended. Safe to run twice: a closed visit is left alone."""
    async with work.session() as session:
        await service.close(session, enrollment_id=work.delivery.subject_id, actor=work.actor, now=work.now())


@job("visit.make_room", on=[VisitBooked])
async def make_room(work: Work) -> None:
    """Make the video room of a booked visit. Safe to run twice: the same reference gives the same room."""
    visit_id = work.delivery.subject_id
    async with work.session() as session:
        async with session.begin():
            visit = await queries.get(session, visit_id)
        if visit.status is not Status.BOOKED or visit.span is None:
            return
        reference = f"{visit.id}-{visit.revision}"
        room = await work.ports.video.create_room(
            reference, starts_at=visit.span.starts_at, ends_at=visit.span.ends_at
        )
        await service.furnish(session, visit_id=visit_id, revision=visit.revision, room=room, now=work.now())


@job("visit.confirm", on=[VisitBooked])
async def confirm(work: Work) -> None:
    """Tell a patient that their time is booked. Safe to run twice: the key names visit and revision."""
    await _to_patient(work, "booked", _of_time(mail.booked, within=None))


@job("visit.remind_day_before")
async def remind_day_before(work: Work) -> None:
    """Remind a patient a day before. Safe to run twice: the key names visit and revision."""
    await _to_patient(work, "day", _of_time(mail.reminder, within=timedelta(hours=25)))


@job("visit.remind_hour_before")
async def remind_hour_before(work: Work) -> None:
    """Remind a patient an hour before. Safe to run twice: the key names visit and revision."""
    await _to_patient(work, "hour", _of_time(mail.reminder, within=timedelta(hours=2)))


@job("visit.invite", on=[VisitRequired])
async def invite(work: Work) -> None:
    """Ask a patient to choose a time. Safe to run twice: the key names visit and revision."""
    await _to_patient(work, "invite", _invitation)


@job("visit.apologise", on=[VisitFreed])
async def apologise(work: Work) -> None:
    """Tell a patient that the clinic called off. Safe to run twice: the key names visit and revision."""
    if work.delivery.payload["by"] == "clinic":
        await _to_patient(work, "freed", lambda _visit, to, address, _now: mail.freed(to, address))


Letter = Callable[[Visit, str, str, datetime], Mail | None]


def _of_time(words: Callable[[str, datetime, str, str], Mail], *, within: timedelta | None) -> Letter:
    def letter(visit: Visit, to: str, address: str, now: datetime) -> Mail | None:
        """Write of a booked time, unless it is over or, for a reminder, was moved further away."""
        if visit.status is not Status.BOOKED or visit.starts_at is None or visit.starts_at <= now:
            return None
        if within is not None and visit.starts_at - now > within:
            return None
        return words(to, visit.starts_at, visit.zone, address)

    return letter


def _invitation(visit: Visit, to: str, address: str, _now: datetime) -> Mail | None:
    return mail.invitation(to, day(visit.last_on), address) if visit.status is Status.DUE else None


async def _to_patient(work: Work, occasion: str, letter: Letter) -> None:
    async with work.session() as session, session.begin():
        visit = await queries.get(session, work.delivery.subject_id)
        profile = await enrollments.find_profile(session, visit.patient_id)
    address = f"{work.settings.portal_url}/care/visits/{visit.id}"
    made = letter(visit, profile.email, address, work.now()) if profile else None
    if made is not None:
        await work.ports.notify.mail(made, key=f"visit:{visit.id}:{visit.revision}:{occasion}")
