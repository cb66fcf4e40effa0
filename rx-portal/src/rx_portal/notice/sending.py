"""Writing to a patient, as the jobs of every slice do it: by mail, and by text where they agreed to it."""

from uuid import UUID

from integrations.notify.errors import NotifyRefused
from rx_portal.enrollment import queries as enrollments
from rx_portal.kit.jobs import Work
from rx_portal.notice import queries
from rx_portal.notice.letter import Said, mail_of, text_of
from rx_portal.notice.service import phone_index
from rx_portal.notice.states import Language, Occasion
from shared_lib.telemetry import log

logger = log.get()


async def tell(
    work: Work,
    patient_id: UUID,
    occasion: Occasion,
    *,
    path: str,
    key: str,
    said: Said | None = None,
    mail: bool = True,
) -> None:
    """Write to a patient in their language; `path` is the page that says what about, `key` says it once.

    A text goes only to the number that the patient agreed for, and leads no further than the portal's door.
    """
    async with work.session() as session, session.begin():
        profile = await enrollments.find_profile(session, patient_id)
        choice = await queries.find(session, patient_id)
    if profile is None:
        return
    language = choice.language if choice else Language.ENGLISH
    portal, said = work.settings.portal_url, said or Said()
    if mail:
        letter = mail_of(profile.email, occasion, language, f"{portal}{path}", said)
        await work.ports.notify.mail(letter, key=key)
    is_answer = occasion in (Occasion.TEXTS_OVER, Occasion.TEXTS_HELP)
    if choice is None or not (choice.texts or is_answer):
        return
    short = text_of(profile.phone, occasion, language, portal, said)
    if short is None or choice.phone_index != phone_index(work.settings.index_key, profile.phone):
        return
    try:
        await work.ports.notify.text(short, key=f"{key}:text")
    except NotifyRefused:  # the number takes no texts: the mail has said it
        logger.warning("a text was refused", type=str(occasion))
