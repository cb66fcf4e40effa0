"""How the shop's own work stands, and what was set aside of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from shared_lib.errors import Refusal
from storefront.desk import service
from storefront.desk.roles import ORDERS
from storefront.desk.wall import needs, operator, screen
from storefront.kit import clock, operations


@require_safe
@needs(ORDERS)
def board(request: HttpRequest) -> HttpResponse:
    """Show queues, the outbox, the seal and what was set aside."""
    standing, now = operations.how_it_stands(), clock.real_now()
    ages = standing.gauges(real_now=now)
    return screen(
        request,
        "operations.html",
        standing=standing,
        waited=int(ages["clinic_outbox_age_seconds"]),
        sealed=int(ages.get("clinic_seal_age_seconds", -1)),
        queued=operations.queued(),
        dead=operations.set_aside(),
    )


@require_POST
@needs(ORDERS)
def again(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Have what was set aside tried again."""
    try:
        kind = service.redrive(event_id, by=operator(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{kind} is being tried again.")
    return redirect("desk_operations")
