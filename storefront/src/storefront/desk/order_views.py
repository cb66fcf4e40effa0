"""Orders, as operators find and read them."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from storefront.desk import order_list
from storefront.desk.order_forms import NoteForm, OrderFilter
from storefront.desk.order_history import LETTERS, history_of
from storefront.desk.order_list import Asked
from storefront.desk.roles import ORDERS
from storefront.desk.wall import needs, operator, screen
from storefront.kit import audit, clock
from storefront.order import queries as orders
from storefront.order.models import LotUse, Order, OrderLetter, RefundLine
from storefront.order.states import CANCELLABLE, SENDABLE
from storefront.payment.models import Attempt, Refund
from storefront.shipment import queries as shipments

A_PAGE = 25


@require_safe
@needs(ORDERS)
def index(request: HttpRequest) -> HttpResponse:
    """List orders."""
    form = OrderFilter(request.GET or None)
    asked = _asked(form)
    page = Paginator(order_list.orders(asked), A_PAGE).get_page(request.GET.get("page"))
    return screen(
        request, "orders.html", page=page, form=form, asked=asked, filtered=urlencode(asked.words())
    )


@require_safe
@needs(ORDERS)
def export(request: HttpRequest) -> HttpResponseBase:
    """Return the list as it is filtered as a file; who took it is kept."""
    asked, now = _asked(OrderFilter(request.GET or None)), clock.now()
    found = order_list.orders(asked)
    with transaction.atomic():
        changes: dict[str, audit.Value] = {**asked.words(), "rows": found.count()}
        audit.record(operator(request), "order.export", "order:list", at=now, changes=changes)
    response = StreamingHttpResponse(order_list.as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="orders-{now:%Y-%m-%d}.csv"'
    return response


@require_safe
@needs(ORDERS)
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Show everything about one order, and what can be done with it."""
    return show(request, orders.get_by_reference(reference))


def show(request: HttpRequest, order: Order, *, note: NoteForm | None = None) -> HttpResponse:
    """Return the screen of an order."""
    left = orders.left_of(order)
    attempts = list(Attempt.objects.filter(order_id=order.id))
    refunds = list(Refund.objects.filter(order_id=order.id))
    parcels = shipments.list_of_order(order.id)
    lots = list(LotUse.objects.filter(order=order).order_by("expires_on"))
    back = list(RefundLine.objects.filter(order=order).select_related("line"))
    names = {one.line.id: one.line.name for one in left.lines}
    return screen(
        request,
        "order.html",
        refused=note is not None,
        order=order,
        left=left,
        lines=[(one, [lot for lot in lots if lot.sku_id == one.line.sku_id]) for one in left.lines],
        attempts=attempts,
        refunds=[(one, [line for line in back if line.refund_id == one.id]) for one in refunds],
        parcels=[(one, [(names[i.line_id], i.quantity) for i in one.lines.all()]) for one in parcels],
        history=history_of(order, attempts, refunds, parcels),
        letters=[(LETTERS[one.kind], one) for one in OrderLetter.objects.filter(order=order)],
        to_see_to=list(order_list.failed_refunds().filter(order_id=order.id)),
        may_ship=order.status in SENDABLE and bool(left.to_send),
        may_refund=bool(left.money),
        may_cancel=order.status in CANCELLABLE,
        note_form=note or NoteForm(),
    )


def _asked(form: OrderFilter) -> Asked:
    found = form.cleaned_data if form.is_valid() else {}
    return Asked(**{name: value for name, value in found.items() if value})
