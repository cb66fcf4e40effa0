"""What operators do with an order: each act has a screen that names it, and asks once more."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from integrations.stripe.errors import Unreachable
from shared_lib.errors import Refusal
from shared_lib.money import Money
from storefront.desk.order_forms import CancelForm, NoteForm, RefundForm, ShipForm
from storefront.desk.order_views import show
from storefront.desk.roles import ORDERS
from storefront.desk.wall import needs, operator, screen
from storefront.kit import clock
from storefront.order import queries as orders
from storefront.order import service
from storefront.order.models import Order
from storefront.order.service.refund import cost_of
from storefront.order.states import CANCELLABLE, Reason


@require_http_methods(["GET", "POST"])
@needs(ORDERS)
def ship(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that a parcel has left, with all or part of what is to be sent."""
    order = orders.get_by_reference(reference)
    form = ShipForm(orders.left_of(order), request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            service.ship(
                order.id,
                carrier=told["carrier"],
                tracking=told["tracking"],
                pieces=form.pieces(),
                operator=operator(request),
                now=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "The parcel is on its way; the shopper is told.")
            return redirect("desk_order", reference=order.reference)
    return screen(request, "order_ship.html", order=order, form=form, refused=bool(form.errors))


@require_POST
@needs(ORDERS)
def deliver(request: HttpRequest, reference: str, shipment_id: UUID) -> HttpResponse:
    """Record that a parcel has arrived."""
    order = orders.get_by_reference(reference)
    return _do(
        request,
        order,
        "The parcel has arrived.",
        lambda: service.deliver(order.id, shipment_id, actor=operator(request), now=clock.now()),
    )


@require_http_methods(["GET", "POST"])
@needs(ORDERS)
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Cancel the order; what was paid goes back."""
    order = orders.get_by_reference(reference)
    form = CancelForm(request.POST if request.method == "POST" else None)
    may_cancel = order.status in CANCELLABLE
    if may_cancel and form.is_valid():
        return _do(
            request,
            order,
            f"Order {order.reference} is cancelled; what was paid goes back.",
            lambda: service.cancel(
                order.id,
                actor=operator(request),
                now=clock.now(),
                reason=Reason.OPERATOR,
                why=form.cleaned_data["why"],
            ),
        )
    left = orders.left_of(order)
    return screen(
        request,
        "order_cancel.html",
        order=order,
        left=left,
        form=form,
        may_cancel=may_cancel,
        refused=request.method == "POST",
    )


@require_http_methods(["GET", "POST"])
@needs(ORDERS)
def refund(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose what goes back, see what it comes to, and send it."""
    order = orders.get_by_reference(reference)
    left = orders.left_of(order)
    form = RefundForm(left, request.POST or None)
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        try:
            total = form.money(order.currency) or cost_of(left, form.wanted())
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            if "expected" in request.POST:
                return _refund(request, order, form)
            if total.amount <= left.money.amount:
                return screen(request, "order_refund_sure.html", order=order, form=form, total=total)
            form.add_error(None, f"That comes to {total}, and only {left.money} of what was paid is left.")
    refused = "change" not in request.POST and bool(form.errors)
    return screen(request, "order_refund.html", order=order, left=left, form=form, refused=refused)


@require_POST
@needs(ORDERS)
def note(request: HttpRequest, reference: str) -> HttpResponse:
    """Write something down."""
    order, form = orders.get_by_reference(reference), NoteForm(request.POST)
    if not form.is_valid():
        return show(request, order, note=form)
    text = form.cleaned_data["text"]
    return _do(
        request,
        order,
        "Written down.",
        lambda: service.note(order.id, text=text, operator=operator(request), now=clock.now()),
    )


@require_POST
@needs(ORDERS)
def send_again(request: HttpRequest, reference: str, letter_id: UUID) -> HttpResponse:
    """Send a mail once more."""
    order = orders.get_by_reference(reference)
    return _do(
        request,
        order,
        f"The mail goes to {order.email} again.",
        lambda: service.send_again(order.id, letter_id, operator=operator(request), now=clock.now()),
    )


def _refund(request: HttpRequest, order: Order, form: RefundForm) -> HttpResponse:
    told, amount, now = form.cleaned_data, form.money(order.currency), clock.now()
    text = request.POST["expected"]
    expected = Money(int(text) if text.isascii() and text.isdigit() else 0, order.currency)

    def act() -> object:
        if amount is not None:
            return service.refund(
                order.id,
                amount=amount,
                operator=operator(request),
                now=now,
                reason=told["reason"],
                submission_id=told["submission"],
            )
        return service.refund_goods(
            order.id,
            wanted=form.wanted(),
            expected=expected,
            operator=operator(request),
            now=now,
            reason=told["reason"],
            submission_id=told["submission"],
        )

    return _do(request, order, f"{expected} goes back to {order.name}; the mail follows.", act)


def _do(request: HttpRequest, order: Order, done: str, verb: Callable[[], object]) -> HttpResponse:
    try:
        verb()
    except Unreachable:
        messages.error(request, "The payment service does not answer. Nothing was changed; try again soon.")
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("desk_order", reference=order.reference)
