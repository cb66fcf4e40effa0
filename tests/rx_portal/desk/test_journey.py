"""From submitted answers to a signed prescription, by the jobs that events start."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.notify.port import Mail
from rx_portal.desk.case import look_at_case
from rx_portal.enrollment import queries as enrollments
from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.identity.schemas import Proof
from rx_portal.identity.steps import totp_of
from rx_portal.kit.clock import real_now
from rx_portal.kit.jobs import Delivery, Work, consumers_of
from rx_portal.kit.ports import Ports
from rx_portal.prescription import service as prescriptions
from rx_portal.prescription.schemas import Draft, Signing, Written
from rx_portal.prescription.signature import signer_at
from rx_portal.review import queries as reviews
from rx_portal.review import service as review
from rx_portal.review import tasks as _review_tasks  # noqa: F401 - registers the jobs
from rx_portal.review.models import Review
from rx_portal.review.schemas import Override
from rx_portal.review.states import OverrideReason, Status
from rx_portal.risk import service as risk
from rx_portal.risk.models import AssessmentRow
from rx_portal.visit import queries as visits
from rx_portal.visit import service as visit
from rx_portal.visit import tasks as _visit_tasks  # noqa: F401 - registers the jobs
from rx_portal.visit.schemas import Attested, SlotChoice
from shared_lib.identity import Actor
from tests.rx_portal.conftest import TOTP_SECRET, Person
from tests.rx_portal.enrollment.builders import FITS, Front
from tests.rx_portal.visit.builders import Clinic

OURS = ("visit.", "review.", "prescription.")


@dataclass(frozen=True, slots=True)
class WorkAt(Work):
    """Work at a time of the test's choosing."""

    at: datetime

    def now(self) -> datetime:
        return self.at


class Chain:
    """Runs the jobs of these slices for every event, as the worker would."""

    def __init__(self, front: Front, ports: Ports) -> None:
        self.front, self.ports, self.done = front, ports, set[str]()

    async def run(self, subject: object, *, now: datetime | None = None) -> None:
        """Run what waits for the events about `subject`."""
        async with self.front.as_(Actor.system("test")) as session, session.begin():
            found = text(
                "SELECT id, type, aggregateid, payload, occurred_at FROM rx.outbox"
                " WHERE aggregateid = :id ORDER BY seq"
            )
            rows = (await session.execute(found, {"id": str(subject)})).all()
        for row in rows:
            for name, job in consumers_of(row.type):
                if name.startswith(OURS) and f"{row.id}{name}" not in self.done:
                    self.done.add(f"{row.id}{name}")
                    told = Delivery(row.id, name, row.type, row.aggregateid, row.payload, row.occurred_at)
                    await job(self._work(told, now or self.front.now))

    def _work(self, told: Delivery, now: datetime) -> Work:
        def session() -> AsyncSession:
            return self.front.as_(Actor.system(told.consumer))

        return WorkAt(told, session, self.ports, self.front.settings, now)


async def assessed(front: Front, **given: Any) -> tuple[AssessmentRow, Person]:
    intake_id, patient = await front.an_intake(**given)
    async with front.as_(patient.actor) as session:
        found = await risk.submit_and_assess(
            session, intake_id=intake_id, patient=patient.actor, now=front.now
        )
    return found, patient


async def case_of(front: Front, found: AssessmentRow) -> Review:
    async with front.as_(Actor.system("test")) as session, session.begin():
        known = await reviews.newest_of_enrollment(session, found.enrollment_id)
    assert known is not None
    return known


async def draft_of(front: Front, case: Review, clinician: Person, now: datetime | None = None) -> Draft:
    async with front.as_(clinician.actor) as session:
        return await prescriptions.draft(
            session, review_id=case.id, written=Written(""), clinician=clinician.actor, now=now or front.now
        )


async def sign(
    front: Front, case: Review, clinician: Person, now: datetime | None = None, **given: Any
) -> None:
    draft = await draft_of(front, case, clinician, now)
    code = totp_of(TOTP_SECRET).generate(int(real_now().timestamp())).decode()
    async with front.as_(clinician.actor) as session:
        await prescriptions.sign(
            session,
            review_id=case.id,
            written=Written(""),
            signing=Signing(Proof(code), draft.digest, **given),
            clinician=clinician.actor,
            signer=signer_at(front.settings.signing_key_file),
            now=now or front.now,
            real_now=real_now(),
        )


async def claim(front: Front, case: Review, clinician: Person, now: datetime | None = None) -> None:
    async with front.as_(clinician.actor) as session:
        await review.claim(session, review_id=case.id, clinician=clinician.actor, now=now or front.now)


async def test_approved_answers_are_countersigned_without_a_visit(front: Front, chain: Chain) -> None:
    clinician = await Clinic(front.sessions, front.sign_in, front.now).a_clinician(state="CA")
    found, _ = await assessed(front)
    await chain.run(found.id)
    case = await case_of(front, found)
    assert case.status is Status.QUEUED

    async with front.as_(clinician.actor) as session:
        shown = await look_at_case(session, review_id=case.id, clinician=clinician.actor, now=front.now)
    assert shown.assessment is not None
    assert len(shown.assessment.findings) > 3
    assert any(answered.label == "Weight" for answered in shown.answers)
    await claim(front, case, clinician)
    draft = await draft_of(front, case, clinician)
    assert (draft.interactions.result, draft.allergies.result, draft.missing) == ("checked", "checked", [])
    await sign(front, case, clinician)

    async with front.as_(clinician.actor) as session, session.begin():
        ended = await enrollments.get(session, found.enrollment_id)
    assert ended.status is EnrollmentStatus.APPROVED


async def test_more_action_is_decided_after_a_visit_in_the_patients_own_zone(
    front: Front, chain: Chain, ports: Ports
) -> None:
    clinic = Clinic(front.sessions, front.sign_in, front.now)
    clinician = await clinic.a_clinician(state="CA", zone="America/Los_Angeles")
    light = FITS["semaglutide-weekly"](front.now.date()) | {"weight": {"number": "150", "unit": "[lb_av]"}}
    found, patient = await assessed(front, answers=light)
    await chain.run(found.id)
    case = await case_of(front, found)
    assert case.status is Status.WAITING
    async with front.as_(patient.actor) as session, session.begin():
        due = await visits.find_of_enrollment(session, found.enrollment_id)
    assert due is not None
    assert due.zone == "America/Los_Angeles"
    await chain.run(due.id)

    async with front.as_(patient.actor) as session:
        times = await visit.times(session, visit_id=due.id, patient=patient.actor, now=front.now)
    slot = next(one for one in times.slots if one.clinician_id == clinician.id)
    here = Attested("CA", identity=True)
    async with front.as_(patient.actor) as session:
        choice = SlotChoice(slot.clinician_id, slot.span.starts_at)
        await visit.hold(session, visit_id=due.id, patient=patient.actor, choice=choice, now=front.now)
        await visit.book(session, visit_id=due.id, patient=patient.actor, attested=here, now=front.now)
    await chain.run(due.id)
    begin = slot.span.starts_at
    async with front.as_(patient.actor) as session:
        room = await visit.join(session, visit_id=due.id, patient=patient.actor, attested=here, now=begin)
    assert room is not None
    assert room.startswith("http://video.test/")
    async with front.as_(clinician.actor) as session:
        await visit.start(session, visit_id=due.id, clinician=clinician.actor, attested=here, now=begin)
        await visit.complete(
            session, visit_id=due.id, clinician=clinician.actor, note="Weighed on camera.", now=begin
        )
    after = begin + timedelta(minutes=30)
    await chain.run(due.id, now=after)
    await claim(front, case, clinician, after)
    why = Override(OverrideReason.CLARIFIED_AT_VISIT, "Weight was mistyped; seen on the scale.")
    await sign(front, case, clinician, after, override=why)

    decided = await case_of(front, found)
    assert (decided.status, decided.overridden) == (Status.APPROVED, True)
    mails = [mail for mail in ports.notify.sent if isinstance(mail, Mail)]  # type: ignore[attr-defined]
    assert [mail.subject for mail in mails] == ["Please choose a time", "Your appointment is booked"]
    for mail in mails:
        assert "semaglutide" not in (mail.subject + mail.text + mail.html).lower()


async def test_a_window_that_closes_without_a_visit_ends_the_application(front: Front, chain: Chain) -> None:
    clinic = Clinic(front.sessions, front.sign_in, front.now)
    await clinic.a_clinician(state="CA")
    light = FITS["semaglutide-weekly"](front.now.date()) | {"weight": {"number": "150", "unit": "[lb_av]"}}
    found, _ = await assessed(front, answers=light)
    await chain.run(found.id)
    async with front.as_(Actor.system("visit.lapse")) as session:
        async with session.begin():
            due = await visits.find_of_enrollment(session, found.enrollment_id)
        assert due is not None
        late = due.window.closes_at
        await visit.lapse(session, visit_id=due.id, actor=Actor.system("visit.lapse"), now=late)

    await chain.run(due.id, now=late)

    assert (await case_of(front, found)).status is Status.CLOSED
    async with front.as_(Actor.system("test")) as session, session.begin():
        ended = await enrollments.get(session, found.enrollment_id)
    assert ended.status is EnrollmentStatus.LAPSED
