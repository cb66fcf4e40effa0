"""A patient sends their answers and reads at once, in words, what happens next and by when."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.formulary.places import state_name, zone_of
from rx_portal.intake import service as intake
from rx_portal.intake.errors import Incomplete
from rx_portal.intake.routes.checking import check_page
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from rx_portal.risk import service
from rx_portal.risk.models import AssessmentRow
from rx_portal.risk.schemas import DecisionOut
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)
READ_WITHIN = timedelta(hours=24)
VISIT_WITHIN = timedelta(days=7)


@post("/care/intakes/{intake_id:uuid}/submit", opt=OWN, include_in_schema=False)
async def submit(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
) -> Template | Redirect:
    """Send the answers and go on to the decision, or back to what is missing."""
    try:
        found = await service.submit_and_assess(session, intake_id=intake_id, patient=actor, now=now)
    except Incomplete:
        sheet = await intake.look(session, intake_id=intake_id, actor=actor, now=now)
        return check_page(request, sheet, refused=True)
    return redirect(f"/care/enrollments/{found.enrollment_id}/next")


@get("/care/enrollments/{enrollment_id:uuid}/next", opt=OWN, include_in_schema=False)
async def decision(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> Template | Redirect:
    """Show the decision in words, until a clinician has said more; then lead to where things stand."""
    if not await service.is_awaited(session, enrollment_id=enrollment_id):
        return redirect("/care")
    found = await service.decision(session, enrollment_id=enrollment_id, patient=actor, now=now)
    return page(
        request,
        "risk/decision.html",
        found=found,
        state=state_name(found.state),
        zone=zone_of(found.state),
        read_by=found.at + READ_WITHIN,
        visit_by=(found.at + VISIT_WITHIN).astimezone(ZoneInfo(zone_of(found.state))).date(),
    )


@post("/api/v1/intakes/{intake_id:uuid}/submit", opt=OWN, tags=["risk"])
async def submit_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
) -> DecisionOut:
    """Send the answers and return the decision."""
    return _out(await service.submit_and_assess(session, intake_id=intake_id, patient=actor, now=now))


@get("/api/v1/enrollments/{enrollment_id:uuid}/decision", opt=OWN, tags=["risk"])
async def decision_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> DecisionOut:
    """Return the newest decision on an enrollment."""
    return _out(await service.decision(session, enrollment_id=enrollment_id, patient=actor, now=now))


def _out(row: AssessmentRow) -> DecisionOut:
    return DecisionOut(row.id, row.enrollment_id, row.decision, row.visit_required, row.urgent, row.at)


handlers = [submit, decision, submit_api, decision_api]
