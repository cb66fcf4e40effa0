"""The same verbs for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.eligibility import ticket as tickets
from rx_portal.enrollment import service
from rx_portal.enrollment.models import Enrollment
from rx_portal.enrollment.routes.consent import origin_of
from rx_portal.enrollment.schemas import Address, ConsentIn, EnrollmentOut, Profile, StartIn, phone_digits
from rx_portal.kit.authority import needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.settings import Settings
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)
API = "/api/v1/enrollments"


@post(API, opt=OWN, tags=["enrollment"])
async def start_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
    data: JSONBody[StartIn],
) -> EnrollmentOut:
    """Open an enrollment with a ticket of eligibility."""
    ticket = tickets.read(settings.secret_key, data.ticket, real_now=real_now())
    address = Address(data.line1, data.line2, data.city, ticket.state, data.zip_code)
    profile = Profile(data.legal_name, data.birth_date, address, phone_digits(data.phone), data.email)
    return _out(
        await service.start(
            session,
            token=data.ticket,
            profile=profile,
            patient=actor,
            root=settings.secret_key,
            now=now,
            real_now=real_now(),
        )
    )


@get(API, opt=OWN, tags=["enrollment"])
async def list_api(
    session: NamedDependency[AsyncSession], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> list[EnrollmentOut]:
    """List a patient's own enrollments, the latest first."""
    return [_out(each) for each in await service.list_own(session, patient=actor, now=now)]


@get(API + "/{enrollment_id:uuid}", opt=OWN, tags=["enrollment"])
async def get_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> EnrollmentOut:
    """Return one of a patient's own enrollments."""
    return _out(await service.look(session, enrollment_id=enrollment_id, actor=actor, now=now))


@get(API + "/{enrollment_id:uuid}/consent", opt=OWN, tags=["enrollment"])
async def text_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> dict[str, str]:
    """Return the consent text that holds today for an enrollment's state."""
    found = await service.to_agree(session, enrollment_id=enrollment_id, patient=actor, now=now)
    return {"text_version": found.text.version, "title": found.text.title, "body": found.text.body}


@post(API + "/{enrollment_id:uuid}/consent", opt=OWN, tags=["enrollment"], status_code=200)
async def consent_api(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
    data: JSONBody[ConsentIn],
) -> EnrollmentOut:
    """Keep a patient's consent."""
    return _out(
        await service.consent(
            session,
            enrollment_id=enrollment_id,
            text_version=data.text_version,
            in_state=data.in_state,
            origin=origin_of(request),
            patient=actor,
            root=settings.secret_key,
            now=now,
        )
    )


@post(API + "/{enrollment_id:uuid}/withdraw", opt=OWN, tags=["enrollment"], status_code=200)
async def withdraw_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> EnrollmentOut:
    """Withdraw an enrollment."""
    return _out(await service.withdraw(session, enrollment_id=enrollment_id, patient=actor, now=now))


def _out(enrollment: Enrollment) -> EnrollmentOut:
    return EnrollmentOut(
        id=enrollment.id,
        product=enrollment.product,
        state=enrollment.state,
        status=enrollment.status,
        consented=enrollment.consented_at is not None,
        started_at=enrollment.started_at,
        changed_at=enrollment.changed_at,
    )


handlers = [start_api, list_api, get_api, text_api, consent_api, withdraw_api]
