"""What happens around an intake by itself: clinicians are paged, and what has ended is closed."""

from html import escape
from uuid import UUID

from integrations.notify.port import Mail
from rx_portal.enrollment.events import EnrollmentLapsed, EnrollmentWithdrawn
from rx_portal.identity import queries as identity
from rx_portal.intake import service
from rx_portal.intake.events import IntakeReopened, UrgentRaised
from rx_portal.kit.jobs import Work, job
from rx_portal.notice.sending import tell
from rx_portal.notice.states import Occasion
from shared_lib.identity import Role

SUBJECT = "Call a patient now"
WORDS = "An answer needs a clinician at once. Open the desk and call the patient: {address}"


@job("intake.page_clinicians", on=[UrgentRaised])
async def page_clinicians(work: Work) -> None:
    """Tell every clinician that somebody has to be called. Safe to run twice: each mail has its own key."""
    async with work.session() as session, session.begin():
        clinicians = await identity.list_staff(session, Role.CLINICIAN)
    words = WORDS.format(address=f"{work.settings.portal_url}/desk/urgent")
    for clinician in clinicians:
        mail = Mail(clinician.email, SUBJECT, words, f"<p>{escape(words)}</p>")
        await work.ports.notify.mail(mail, key=f"urgent:{work.delivery.event_id}:{clinician.id}")


@job("intake.tell_reopened", on=[IntakeReopened])
async def tell_reopened(work: Work) -> None:
    """Tell a patient that they can go on. Safe to run twice: the message's key is the event's."""
    intake_id, patient_id = work.delivery.subject_id, UUID(work.delivery.payload["patient_id"])
    key = f"intake:{work.delivery.event_id}"
    await tell(work, patient_id, Occasion.GO_ON, path=f"/care/intakes/{intake_id}", key=key)


@job("intake.close", on=[EnrollmentWithdrawn, EnrollmentLapsed])
async def close(work: Work) -> None:
    """Close the questions of an application that ended. Safe to run twice: a closed intake is left alone."""
    async with work.session() as session:
        await service.close(
            session, enrollment_id=UUID(work.delivery.ref_id), actor=work.actor, now=work.now()
        )
