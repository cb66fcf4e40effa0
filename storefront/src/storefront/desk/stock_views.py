"""Stock by lot, as operators receive, correct and withhold it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from shared_lib import stock
from shared_lib.errors import Refusal
from shared_lib.ids import uuid7
from shared_lib.stock import LotStatus, NewLot
from storefront.catalog.models import Lot, Sku
from storefront.desk import queries, service
from storefront.desk.forms import AdjustForm, LotStatusForm, Once, ReceiveForm
from storefront.desk.roles import STOCK
from storefront.desk.wall import needs, operator, screen
from storefront.kit import clock
from storefront.kit.db import run

SOON = timedelta(days=90)


@require_safe
@needs(STOCK)
def index(request: HttpRequest) -> HttpResponse:
    """List what there is: everything, what runs low, or what goes out of date within ninety days."""
    view, now = request.GET.get("view", ""), clock.now()
    if view == "expiring":
        return screen(request, "expiring.html", lots=queries.expiring(until=now + SOON), view=view)
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
    lot = NewLot(uuid7(), sku.pk, told["code"], told["location"], told["quantity"], told["expires_on"])
    try:
        service.receive(sku, lot, reference=told["reference"], by=operator(request), now=clock.now())
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _show(request, sku, form)
    messages.success(request, f"{lot.quantity} pieces of lot {lot.code} are on the shelf.")
    return redirect("desk_stock_sku", code=code)


@require_POST
@needs(STOCK)
def change(request: HttpRequest, lot_id: UUID) -> HttpResponse:
    """Correct what a lot holds, or whether it may be sold."""
    lot = get_object_or_404(Lot.objects.select_related("sku"), pk=lot_id)
    form: Once = AdjustForm(request.POST) if "delta" in request.POST else LotStatusForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say what changes, and why.")
        return redirect("desk_stock_sku", code=lot.sku.code)
    try:
        _change(request, lot, form)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Lot {lot.code} is changed.")
    return redirect("desk_stock_sku", code=lot.sku.code)


def _change(request: HttpRequest, lot: Lot, form: Once) -> None:
    told, by, now = form.cleaned_data, operator(request), clock.now()
    reason, reference = told["reason"], told["reference"]
    if isinstance(form, AdjustForm):
        service.adjust(lot.pk, told["delta"], reason, reference=reference, by=by, now=now)
    else:
        service.set_lot_status(lot.pk, LotStatus(told["status"]), reason, reference=reference, by=by, now=now)


def _sku(code: str) -> Sku:
    return get_object_or_404(Sku.objects.select_related("product"), code=code)


def _show(request: HttpRequest, sku: Sku, form: ReceiveForm | None = None) -> HttpResponse:
    rows = [
        (
            lot,
            AdjustForm(auto_id=f"a{n}_%s"),
            LotStatusForm(auto_id=f"s{n}_%s", initial={"status": lot.status.value}),
        )
        for n, lot in enumerate(queries.lots(sku))
    ]
    level = next((one for one in queries.levels(now=clock.now()) if one.sku_id == sku.pk), None)
    return screen(
        request,
        "lots.html",
        refused=form is not None,
        sku=sku,
        level=level,
        rows=rows,
        form=form or ReceiveForm(),
        movements=[_movement(row) for row in run(stock.movements(sku.pk, limit=20))],
    )


def _movement(row: tuple[object, ...]) -> dict[str, object]:
    names = ("id", "lot_id", "lot_code", "kind", "quantity", "reference", "reason", "actor", "at")
    return dict(zip(names, row, strict=True))
