"""An order's page, the way to it, and what its owner may do there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from integrations.stripe.errors import Unreachable
from shared_lib.money import Money
from storefront.basket import holder as holders
from storefront.basket import service as baskets
from storefront.kit import actor, clock, limit
from storefront.order import access, queries, service
from storefront.order.models import Order
from storefront.order.progress import is_delivered, steps_of, time_left
from storefront.order.states import CANCELLABLE, Status
from storefront.payment import queries as payments
from storefront.payment import service as payment
from storefront.payment.states import LIVE, RefundStatus
from storefront.shipment import queries as shipments

if TYPE_CHECKING:
    from storefront.shipment.models import Shipment

# The forms carry no token: `kit.middleware.same_origin` guards them.


@require_safe
@never_cache
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Show where an order stands."""
    return _private(render(request, "order/detail.html", _context(access.get(request, reference))))


@require_safe
@never_cache
def status(request: HttpRequest, reference: str) -> HttpResponse:
    """Return the part of the page that changes while the payment is confirmed."""
    context = _context(access.get(request, reference))
    response = _private(render(request, "order/status.html", context))
    if not context["is_confirming"]:
        response["HX-Refresh"] = "true"
    return response


@require_safe
@never_cache
def returned(request: HttpRequest, reference: str) -> HttpResponse:
    """Receive the shopper back from the payment page, and have the payment looked at."""
    order = access.get(request, reference)
    if order.status == Status.PENDING:
        service.settle_at_return(order.id, now=clock.now())
    return redirect("order:detail", order.reference)


@csrf_exempt
@require_POST
def pay(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead back to the payment page of an order that is still to be paid."""
    order = access.get(request, reference)
    attempt = payments.find_live(order.id)
    if order.status != Status.PENDING or attempt is None:
        return redirect("order:detail", order.reference)
    try:
        attempt = payment.open_page(attempt, now=clock.now())
    except Unreachable:
        messages.error(
            request, _("The payment page does not answer. Nothing was charged; try again in a minute.")
        )
        return redirect("order:detail", order.reference)
    return HttpResponseRedirect(attempt.url or "/", status=303)


@csrf_exempt
@require_POST
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Cancel an order that has not left yet."""
    order = access.get(request, reference)
    try:
        done = service.cancel(order.id, actor=actor.of(request, guest=order.reference), now=clock.now())
    except Unreachable:
        messages.error(
            request, _("We could not reach the payment service. Nothing was changed; try again soon.")
        )
        return redirect("order:detail", order.reference)
    paid = payments.find_paid(done.id) is not None
    told = (
        _("Your order is cancelled and the money is on its way back.")
        if paid
        else _("Your order is cancelled.")
    )
    messages.success(request, told)
    return redirect("order:detail", order.reference)


@csrf_exempt
@require_POST
def again(request: HttpRequest, reference: str) -> HttpResponse:
    """Put what was ordered into the basket once more, as far as it can be had."""
    order, holder = access.get(request, reference), holders.of(request)
    wanted = {line.sku_id: line.quantity for line in order.lines.all()}
    changes = baskets.add_again(holder, wanted=wanted, locale=get_language() or "en", now=clock.now())
    for one in changes:
        if one.fell_short:
            told = _("There are only %(count)s of %(name)s, and they are in your basket.")
            gone = _("%(name)s is not available at the moment.")
            messages.warning(
                request, (told if one.quantity else gone) % {"count": one.quantity, "name": one.name}
            )
    response = redirect("basket:detail")
    holders.remember(response, holder)
    return response


@require_safe
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Open an order by its secret address; the address itself is left behind at once."""
    order = queries.find_by_link(token, real_now=clock.real_now())
    if order is None:
        return _private(render(request, "order/link_lapsed.html", status=410))
    access.allow(request, order.id)
    return _private(redirect("order:detail", order.reference))


@csrf_exempt
@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """Ask for an order's number and e-mail and mail a new secret address; the answer tells nothing."""
    if request.method != "POST":
        return render(request, "order/find.html", {"sent": False, "asked_too_often": False})
    client = request.META.get("REMOTE_ADDR", "")
    allowed = limit.spend("order.find", client, most=10, seconds=900)
    if allowed:
        service.ask_for_link(
            request.POST.get("reference", "")[:20], request.POST.get("email", "")[:254], now=clock.now()
        )
    context = {"sent": allowed, "asked_too_often": not allowed}
    return render(request, "order/find.html", context, status=200 if allowed else 429)


def _context(order: Order) -> dict[str, object]:
    attempt = payments.find_latest(order.id)
    refunds = payments.list_refunds(order.id)
    sent_back = sum(one.amount for one in refunds if one.status != RefundStatus.FAILED)
    seconds = time_left(order, now=clock.now())
    is_open = order.status == Status.PENDING and attempt is not None and attempt.status in LIVE
    lines = list(order.lines.all())
    names = {line.id: line.name for line in lines}
    parcels = [(one, _pieces(one, names)) for one in shipments.list_of_order(order.id)]
    return {
        "order": order,
        "lines": lines,
        "steps": steps_of(order, parcels),
        "shipments": parcels,
        "is_delivered": is_delivered(order, parcels),
        "refunds": refunds,
        "sent_back": Money(sent_back, order.currency),
        "is_wholly_sent_back": sent_back >= order.total_amount,
        "may_cancel": order.status in CANCELLABLE,
        "is_confirming": is_open,
        "has_failed": order.status == Status.PENDING and not is_open,
        "seconds": seconds,
    }


def _pieces(shipment: "Shipment", names: Mapping[UUID, str]) -> list[str]:
    return [f"{one.quantity} \u00d7 {names[one.line_id]}" for one in shipment.lines.all()]


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
