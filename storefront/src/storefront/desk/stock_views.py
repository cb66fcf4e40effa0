"""What there is, by SKU and by lot, and goods that arrive."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from shared_lib.errors import Refusal
from shared_lib.ids import uuid7
from shared_lib.stock import NewLot
from storefront.catalog.models import Sku
from storefront.desk import queries, service
from storefront.desk.forms import LotFilter, ReceiveForm
from storefront.desk.roles import STOCK
from storefront.desk.wall import needs, operator, screen
from storefront.kit import clock

SOON = timedelta(days=90)
A_PAGE = 50


@require_safe
@needs(STOCK)
def index(request: HttpRequest) -> HttpResponse:
    """List what there is: everything, what runs low, all lots, or what expires within ninety days."""
    view, now = request.GET.get("view", ""), clock.now()
    if view == "expiring":
        rows = [
            (lot, (lot.expires_on - now.date()).days)
            for lot in queries.expiring(until=now + SOON)
            if lot.expires_on
        ]
        return screen(request, "expiring.html", rows=rows, view=view)
    if view == "lots":
        return _lots(request)
    return screen(request, "stock.html", levels=queries.levels(now=now, low=view == "low"), view=view)


@require_safe
@needs(STOCK)
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a SKU's lots and their latest movements."""
    return _show(request, _sku(code))


@require_POST
@needs(STOCK)
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """Take goods into a lot."""
    sku, form = _sku(code), ReceiveForm(request.POST)
    if not form.is_valid():
        return _show(request, sku, form)
    told = form.cleaned_data
    if told["expires_on"] and told["expires_on"] < clock.now().date():
        form.add_error("expires_on", "That day is over, so nobody could be sold it. Is the year right?")
        return _show(request, sku, form)
    lot = NewLot(uuid7(), sku.pk, told["code"], told["location"], told["quantity"], told["expires_on"])
    try:
        service.receive(sku, lot, reference=told["reference"], by=operator(request), now=clock.now())
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _show(request, sku, form)
    messages.success(request, f"{lot.quantity} pieces of lot {lot.code} are on the shelf.")
    return redirect("desk_stock_sku", code=code)


def _lots(request: HttpRequest) -> HttpResponse:
    form = LotFilter(request.GET)
    told = form.cleaned_data if form.is_valid() else {"q": "", "status": ""}
    text = request.GET.get("page", "1")
    page = max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < A_PAGE else 1
    found = queries.search_lots(status=told["status"], words=told["q"], page=page, size=A_PAGE)
    return screen(
        request,
        "all_lots.html",
        form=form,
        lots=found[:A_PAGE],
        view="lots",
        asked=told,
        filtered=urlencode({"view": "lots", **told}),
        page=page,
        older=page + 1 if len(found) > A_PAGE else None,
        today=clock.now().date(),
    )


def _sku(code: str) -> Sku:
    return get_object_or_404(Sku.objects.select_related("product"), code=code)


def _show(request: HttpRequest, sku: Sku, form: ReceiveForm | None = None) -> HttpResponse:
    level = next((one for one in queries.levels(now=clock.now()) if one.sku_id == sku.pk), None)
    return screen(
        request,
        "lots.html",
        refused=form is not None,
        sku=sku,
        level=level,
        lots=queries.lots(sku),
        form=form or ReceiveForm(),
        movements=queries.movements(sku),
    )
