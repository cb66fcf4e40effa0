"""The case screen: everything on one page, the decision always in the same place."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk.case import look_at_case, look_at_history
from rx_portal.formulary import shelf
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page
from rx_portal.kit.ports import Ports
from rx_portal.prescription.states import CancelReason
from rx_portal.review.schemas import TOLD, reference_of, worded
from rx_portal.review.states import DenyReason, OverrideReason, Status
from rx_portal.risk.evaluator import Decision, Grade, Outcome
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]


@get("/desk/reviews/{review_id:uuid}", opt=needs(Scope.REVIEW_DECIDE), include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Template:
    """Show a case."""
    case = await look_at_case(session, review_id=review_id, clinician=actor, now=now)
    return page(
        request,
        "desk/case.html",
        case=case,
        reference=reference_of(review_id),
        zone=case.zone,
        me=actor.id,
        named=await names_of(ports, now),
        told=[(code.value, words) for code, words in TOLD.items()],
        deny_reasons=worded(DenyReason),
        override_reasons=worded(OverrideReason),
        cancel_reasons=worded(CancelReason),
        Status=Status,
        Decision=Decision,
        Grade=Grade,
        Outcome=Outcome,
    )


@get("/desk/reviews/{review_id:uuid}/patient", opt=needs(Scope.REVIEW_DECIDE), include_in_schema=False)
async def show_patient(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
    review_id: FromPath[UUID],
) -> Template:
    """Show what else there is of a case's patient, once somebody scrolls there."""
    history = await look_at_history(session, review_id=review_id, clinician=actor, now=now)
    return page(request, "desk/patient.html", history=history, zone=zone, named=await names_of(ports, now))


async def names_of(ports: Ports, now: datetime) -> Callable[[str], str]:
    """Return how the catalogue calls products, by slug."""
    listings = await shelf.listings(ports.shop, now=now)
    return lambda slug: listings[slug].name if slug in listings else slug


handlers = [show, show_patient]
