"""One lot: what it holds, what moved, and its correction, quarantine or recall, each asked for twice."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from shared_lib.errors import Refusal
from shared_lib.stock import Holding, Lost, LotStatus
from storefront.desk import order_list, queries, service
from storefront.desk.forms import CorrectForm, LotStatusForm
from storefront.desk.order_list import Asked
from storefront.desk.roles import STOCK
from storefront.desk.service import Cause
from storefront.desk.wall import needs, operator, screen
from storefront.kit import clock


@require_http_methods(["GET", "POST"])
@needs(STOCK)
def detail(request: HttpRequest, lot_id: UUID) -> HttpResponse:
    """Show a lot; ask whether it shall change so; change it."""
    lot = queries.get_lot(lot_id)
    if request.method != "POST":
        return _show(request, lot)
    is_count = "cause" in request.POST
    form: CorrectForm | LotStatusForm = CorrectForm(request.POST) if is_count else LotStatusForm(request.POST)
    if not form.is_valid():
        return _show(request, lot, form)
    if "sure" not in request.POST:
        return screen(request, "lot_sure.html", lot=lot, form=form, **_consequences(lot, form))
    try:
        lost = _change(request, lot, form)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _show(request, lot, form)
    _tell(request, lot, lost)
    return redirect("desk_lot", lot_id=lot_id)


def _change(request: HttpRequest, lot: Holding, form: CorrectForm | LotStatusForm) -> Sequence[Lost]:
    told, by, now = form.cleaned_data, operator(request), clock.now()
    reference = told["reference"]
    if isinstance(form, CorrectForm):
        cause, delta = Cause(told["cause"]), form.delta()
        return service.correct(lot.lot_id, cause, delta, told["why"], reference=reference, by=by, now=now)
    status = LotStatus(told["status"])
    return service.set_lot_status(lot.lot_id, status, told["reason"], reference=reference, by=by, now=now)


def _consequences(lot: Holding, form: CorrectForm | LotStatusForm) -> dict[str, object]:
    if isinstance(form, CorrectForm):
        return {"after": lot.on_hand + form.delta(), "cause": form.cleaned_data["cause"]}
    return {"status": form.cleaned_data["status"], "is_final": form.cleaned_data["status"] == "recalled"}


def _tell(request: HttpRequest, lot: Holding, lost: Sequence[Lost]) -> None:
    messages.success(request, f"Lot {lot.code} is changed.")
    if lost:
        pieces, orders = sum(one.quantity for one in lost), len({one.reference for one in lost})
        messages.warning(
            request,
            f"{pieces} promised pieces in {orders} unpaid orders can no longer be kept. Who pays is served "
            "from other lots, or gets the money back at once.",
        )


def _show(
    request: HttpRequest, lot: Holding, form: CorrectForm | LotStatusForm | None = None
) -> HttpResponse:
    correct = CorrectForm(initial={"seen": lot.on_hand})
    if isinstance(form, CorrectForm):
        typed = {name: form.data.get(name) for name in form.fields}
        correct, form.data = form, {**typed, "seen": lot.on_hand}  # the next count is of what is shown now
    status = form if isinstance(form, LotStatusForm) else LotStatusForm(initial={"status": lot.status.value})
    return screen(
        request,
        "lot.html",
        refused=form is not None,
        lot=lot,
        correct=correct,
        status=status,
        movements=queries.movements_of(lot.lot_id),
        orders=order_list.orders(Asked(lot=lot.lot_id)).count(),
        is_final=lot.status is LotStatus.RECALLED,
    )
