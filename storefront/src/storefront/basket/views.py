"""The basket's page, its buttons and its badge. Forms work without scripts; htmx replaces parts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from shared_lib.errors import Refusal
from storefront.basket import holder as holders
from storefront.basket import queries, service
from storefront.basket.errors import BadQuantity, SkuNotFound
from storefront.kit import clock, errors

# The forms carry no token, so that pages are the same for everyone: `kit.middleware.same_origin` guards them.


@require_safe
@never_cache
def detail(request: HttpRequest) -> HttpResponse:
    """Show the basket."""
    found = queries.contents(holders.of(request), locale=_locale(), now=clock.now())
    response = render(request, "basket/detail.html", {"basket": found})
    if _is_fragment(request):
        response["HX-Trigger"] = "basket-changed"
    return response


@require_safe
@never_cache
def badge(request: HttpRequest) -> HttpResponse:
    """Return what is personal in the header: the account link and how full the basket is."""
    return render(request, "basket/badge.html", {"count": queries.count(holders.of(request))})


@csrf_exempt
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put something in."""
    holder = holders.of(request)
    try:
        change = service.add(
            holder,
            sku_id=_sku(request),
            quantity=_quantity(request, least=1),
            locale=_locale(),
            now=clock.now(),
        )
    except Refusal as refusal:
        if not _is_fragment(request):
            raise
        context = {"refusal": refusal}
        return render(request, "basket/refused.html", context, status=errors.status_of(refusal))
    if _is_fragment(request):
        response = render(request, "basket/added.html", {"change": change})
        response["HX-Trigger"] = "basket-changed"
    else:
        _tell(request, change, _("%(name)s is in your basket.") % {"name": change.name})
        response = redirect("basket:detail")
    holders.remember(response, holder)
    return response


@csrf_exempt
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Set how many of a line; 0, or the button `remove`, takes it out. The basket says what is no number."""
    try:
        quantity = 0 if "remove" in request.POST else _quantity(request, least=0)
        done = service.set_quantity(
            holders.of(request), sku_id=_sku(request), quantity=quantity, locale=_locale(), now=clock.now()
        )
    except BadQuantity as refusal:
        messages.error(request, refusal.message)
        return redirect("basket:detail")
    gone = _("%(name)s was taken out of your basket.") % {"name": done.name}
    _tell(request, done, gone if done.quantity == 0 else None)
    return redirect("basket:detail")


def _tell(request: HttpRequest, done: service.Change, otherwise: str | None) -> None:
    if done.fell_short:
        told = _("There are only %(count)s of %(name)s, so we set it to that.")
        messages.warning(request, told % {"count": done.quantity, "name": done.name})
    elif otherwise:
        messages.success(request, otherwise)


def _sku(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("sku", ""))
    except ValueError as error:
        raise SkuNotFound("There is no such thing in the shop.") from error


def _quantity(request: HttpRequest, *, least: int) -> int:
    text = request.POST.get("quantity", "1")
    if not text.isascii() or not text.isdigit() or len(text) > 4:  # noqa: PLR2004 - far above any shelf
        raise BadQuantity(_("Enter a whole number from %(least)s.") % {"least": least})
    return int(text)


def _is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _locale() -> str:
    return get_language() or "en"
