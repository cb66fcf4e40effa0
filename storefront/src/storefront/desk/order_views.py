"""Orders, as operators see and move them."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from integrations.stripe.errors import Unreachable
from shared_lib.errors import Refusal
from storefront.desk import queries
from storefront.desk.forms import OrderFilter, RefundForm, ShipForm
from storefront.desk.roles import ORDERS
from storefront.desk.wall import needs, operator, screen
from storefront.kit import clock
from storefront.order import queries as orders
from storefront.order.models import Order
from storefront.order.progress import steps_of
from storefront.order.service.cancel import cancel as cancel_order
from storefront.order.service.refund import refund as refund_order
from storefront.order.service.ship import deliver as deliver_order
from storefront.order.service.ship import ship as ship_order
from storefront.order.states import Reason
from storefront.payment.models import Refund
from storefront.shipment.models import Shipment

A_PAGE = 25


@require_safe
@needs(ORDERS)
def index(request: HttpRequest) -> HttpResponse:
    """List orders."""
    form = OrderFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.orders(status=asked.get("status", ""), words=asked.get("q", ""))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return screen(request, "orders.html", page=page, form=form, asked=asked)


@require_safe
@needs(ORDERS)
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one order, and what can be done with it."""
    return _show(request, orders.get_by_reference(reference))


@require_POST
@needs(ORDERS)
def ship(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the order has left."""
    order, form = orders.get_by_reference(reference), ShipForm(request.POST)
    if not form.is_valid():
        return _show(request, order, ship=form, refused=True)
    told = form.cleaned_data
    return _do(
        request,
        order,
        "The parcel is on its way; the shopper is told.",
        lambda: ship_order(
            order.id,
            carrier=told["carrier"],
            tracking=told["tracking"],
            operator=operator(request),
            now=clock.now(),
        ),
    )


@require_POST
@needs(ORDERS)
def deliver(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the parcel has arrived."""
    order = orders.get_by_reference(reference)
    return _do(
        request,
        order,
        "Delivered.",
        lambda: deliver_order(order.id, actor=operator(request), now=clock.now()),
    )


@require_POST
@needs(ORDERS)
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Cancel the order; what was paid goes back."""
    order = orders.get_by_reference(reference)
    return _do(
        request,
        order,
        "The order is cancelled; what was paid goes back.",
        lambda: cancel_order(order.id, actor=operator(request), now=clock.now(), reason=Reason.OPERATOR),
    )


@require_POST
@needs(ORDERS)
def refund(request: HttpRequest, reference: str) -> HttpResponse:
    """Send money back."""
    order, form = orders.get_by_reference(reference), RefundForm(request.POST)
    if not form.is_valid():
        return _show(request, order, refund=form, refused=True)
    amount, reason = form.money(order.currency), form.cleaned_data["reason"]
    return _do(
        request,
        order,
        f"{amount} goes back.",
        lambda: refund_order(
            order.id, amount=amount, operator=operator(request), now=clock.now(), reason=reason
        ),
    )


def _do(request: HttpRequest, order: Order, done: str, verb: Callable[[], object]) -> HttpResponse:
    try:
        verb()
    except (Refusal, Unreachable) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("desk_order", reference=order.reference)


def _show(
    request: HttpRequest,
    order: Order,
    *,
    ship: ShipForm | None = None,
    refund: RefundForm | None = None,
    refused: bool = False,
) -> HttpResponse:
    rest = queries.refundable(order)
    return screen(
        request,
        "order.html",
        refused=refused,
        order=order,
        lines=order.lines.all(),
        steps=steps_of(order),
        refunds=Refund.objects.filter(order_id=order.id),
        parcel=Shipment.objects.filter(order_id=order.id).last(),
        refundable=rest if rest.amount else None,
        ship_form=ship or ShipForm(),
        refund_form=refund or RefundForm(),
    )
