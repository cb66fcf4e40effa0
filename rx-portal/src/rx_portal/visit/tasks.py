"""Jobs of visits: they open with an assessment, get their room, are reminded of, and close by themselves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape
from uuid import UUID

from integrations.notify.port import Mail
from rx_portal.enrollment.events import EnrollmentLapsed, EnrollmentWithdrawn
from rx_portal.identity import queries as identity
from rx_portal.kit.jobs import Work, job
from rx_portal.notice.letter import Said
from rx_portal.notice.sending import tell
from rx_portal.notice.states import Occasion
from rx_portal.risk.evaluator import Decision
from rx_portal.risk.events import RiskAssessed
from rx_portal.visit import queries, service, zones
from rx_portal.visit.events import VisitBooked, VisitFreed, VisitRequired
from rx_portal.visit.models import Visit
from rx_portal.visit.schemas import Requirement
from rx_portal.visit.states import Status
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


@job(service.WATCH)
async def watch_licence(work: Work) -> None:
    """Write to a clinician whose licence ends soon. Safe to run twice: the key names its end and how near."""
    async with work.session() as session:
        ending = await service.watch_licence(
            session, licence_id=work.delivery.subject_id, actor=work.actor, now=work.now()
        )
        if ending is None:
            return
        async with session.begin():
            clinician = await identity.get_staff(session, ending.licence.clinician_id)
    if clinician.active:
        licence = ending.licence
        key = f"licence:{licence.id}:{licence.expires_on}:{ending.stage}"
        await work.ports.notify.mail(_renewal(clinician.email, work.settings.portal_url), key=key)


def _renewal(to: str, portal: str) -> Mail:
    words = f"Something of yours has to be renewed soon. Sign in to see what: {portal}/desk"
    return Mail(to, "A date to keep", words, f"<p>{escape(words)}</p>")


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
    await _to_patient(work, "booked", Occasion.VISIT_BOOKED, _of_time(within=None))


@job("visit.remind_day_before")
async def remind_day_before(work: Work) -> None:
    """Remind a patient a day before. Safe to run twice: the key names visit and revision."""
    await _to_patient(work, "day", Occasion.VISIT_SOON, _of_time(within=timedelta(hours=25)))


@job("visit.remind_hour_before")
async def remind_hour_before(work: Work) -> None:
    """Remind a patient an hour before. Safe to run twice: the key names visit and revision."""
    await _to_patient(work, "hour", Occasion.VISIT_SOON, _of_time(within=timedelta(hours=2)))


@job("visit.invite", on=[VisitRequired])
async def invite(work: Work) -> None:
    """Ask a patient to choose a time. Safe to run twice: the key names visit and revision."""
    await _to_patient(work, "invite", Occasion.CHOOSE_TIME, _until_last_day)


@job("visit.tell_freed", on=[VisitFreed])
async def tell_freed(work: Work) -> None:
    """Tell a patient that a time is given up. Safe to run twice: the key names visit and revision."""
    match work.delivery.payload["by"]:
        case "clinic":
            await _to_patient(work, "freed", Occasion.VISIT_CALLED_OFF, _until_last_day)
        case "patient":
            await _to_patient(work, "cancelled", Occasion.VISIT_CANCELLED, _until_last_day)
        case "missed":
            await _to_patient(work, "missed", Occasion.CHOOSE_TIME, _until_last_day)


Saying = Callable[[Visit, datetime], Said | None]


def _of_time(*, within: timedelta | None) -> Saying:
    def say(visit: Visit, now: datetime) -> Said | None:
        """Say a booked time, unless it is over or, for a reminder, was moved further away."""
        if visit.status is not Status.BOOKED or visit.starts_at is None or visit.starts_at <= now:
            return None
        if within is not None and visit.starts_at - now > within:
            return None
        return Said(when=visit.starts_at, zone=visit.zone)

    return say


def _until_last_day(visit: Visit, _now: datetime) -> Said | None:
    return Said(day=visit.last_on) if visit.status is Status.DUE else None


async def _to_patient(work: Work, what: str, occasion: Occasion, saying: Saying) -> None:
    async with work.session() as session, session.begin():
        visit = await queries.get(session, work.delivery.subject_id)
    said = saying(visit, work.now())
    if said is not None:
        key = f"visit:{visit.id}:{visit.revision}:{what}"
        await tell(work, visit.patient_id, occasion, path=f"/care/visits/{visit.id}", key=key, said=said)
