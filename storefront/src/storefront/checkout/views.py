"""The one page of checkout. `name=action value=update` works the sums out again; anything else orders."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from integrations.stripe.errors import Refused, Unreachable
from shared_lib.errors import Refusal
from shared_lib.ids import uuid7
from shared_lib.places import STATES
from shared_lib.stock.errors import InsufficientStock
from storefront.basket import holder as holders
from storefront.basket import queries as baskets
from storefront.basket.holder import Holder
from storefront.basket.queries import Contents
from storefront.checkout import queries, service
from storefront.checkout.errors import (
    BasketChanged,
    BasketEmpty,
    JustPaid,
    PricesChanged,
    PromoSpent,
    PromoTooFew,
    PromoUnknown,
)
from storefront.checkout.forms import CheckoutForm
from storefront.checkout.prefill import known_of
from storefront.kit import actor, clock, limit
from storefront.order import access
from storefront.order import queries as orders
from storefront.order.progress import time_left
from storefront.order.steps import PAYABLE_FOR
from storefront.payment import service as payment

if TYPE_CHECKING:
    from storefront.order.models import Order

# The form carries no token: `kit.middleware.same_origin` guards it.

TO_BASKET = (BasketEmpty, BasketChanged, InsufficientStock)
ABOUT_PROMO = (PromoUnknown, PromoTooFew, PromoSpent)


@csrf_exempt
@never_cache
def detail(request: HttpRequest) -> HttpResponse:
    """Show the page, work the sums out again, or place the order and lead to the payment page."""
    holder = holders.of(request)
    if request.method != "POST":
        contents = _contents(holder)
        if not contents.can_be_bought and not _waiting(contents):
            return redirect("basket:detail")
        known = known_of(request, contents.basket_id)
        return _page(request, contents, CheckoutForm(initial={"submission": uuid7(), **known}))
    form = CheckoutForm(request.POST)
    if request.POST.get("action") == "update":
        return _page(request, _contents(holder), form, is_draft=True)
    if not limit.spend("checkout", request.META.get("REMOTE_ADDR", ""), most=20, seconds=600):
        form.add_error(None, _("That was a lot of tries. Please wait ten minutes."))
    if not form.is_valid():
        return _page(request, _contents(holder), form, status=422)
    return _order(request, holder, form)


def _order(request: HttpRequest, holder: Holder, form: CheckoutForm) -> HttpResponse:
    now = clock.now()
    wish = service.Wish(
        submission_id=form.submission_id,
        to=form.recipient(),
        method=form.cleaned_data["shipping"] or _first_method(),
        promo=form.cleaned_data["promo"],
        seen=form.cleaned_data["seen"],
    )
    try:
        order, attempt = service.place(
            holder,
            wish,
            actor=actor.of(request, guest=str(wish.submission_id)),
            account_id=holder.account_id,
            locale=_locale(),
            now=now,
        )
    except JustPaid as refusal:
        return redirect("order:detail", refusal.reference)
    except ABOUT_PROMO as refusal:
        form.add_error("promo", _said(refusal))
        return _page(request, _contents(holder), form, status=422)
    except (PricesChanged, *TO_BASKET) as refusal:
        form.add_error(None, _said(refusal))
        return _page(request, _contents(holder), form, status=409)
    except Unreachable:
        form.add_error(
            None, _("The payment service does not answer. Nothing was charged; try again in a minute.")
        )
        return _page(request, _contents(holder), form, status=503)
    access.allow(request, order.id)
    try:
        attempt = payment.open_page(attempt, now=now)
    except (Unreachable, Refused):
        return redirect("order:detail", order.reference)
    return (
        HttpResponseRedirect(attempt.url, status=303)
        if attempt.url
        else redirect("order:detail", order.reference)
    )


def _page(
    request: HttpRequest, contents: Contents, form: CheckoutForm, *, status: int = 200, is_draft: bool = False
) -> HttpResponse:
    if not contents.items:
        return redirect("basket:detail")
    methods = queries.list_methods()
    chosen = next((one for one in methods if one.code == form.value_of("shipping")), methods[0])
    problems = {} if is_draft else form.problems()
    promo, promo_problem = _promo(form, contents)
    if "promo" in problems:  # refused when it was to be used: then it takes nothing off
        promo = None
    sums = service.work_out(contents, method=chosen, promo=promo, state=form.state_if_known())
    if promo_problem:
        problems.setdefault("promo", promo_problem)
    context: dict[str, Any] = {
        "form": form,
        "basket": contents,
        "methods": methods,
        "method": chosen,
        "promo": promo,
        "sums": sums,
        "states": list(STATES.items()),
        "problems": problems,
        "general": problems.pop("__all__", None),
        "waiting": _waiting(contents),
        "payable_minutes": PAYABLE_FOR // timedelta(minutes=1),
    }
    name = "checkout/sums.html" if is_draft and request.headers.get("HX-Request") else "checkout/detail.html"
    return render(request, name, context, status=status)


def _contents(holder: Holder) -> Contents:
    return baskets.contents(holder, locale=_locale(), now=clock.now())


def _waiting(contents: Contents) -> "tuple[Order, int] | None":
    """Return this basket's order that is still to be paid, with the seconds that are left for it."""
    order = orders.find_open_of_basket(contents.basket_id) if contents.basket_id else None
    return (order, time_left(order, now=clock.now())) if order else None


def _promo(form: CheckoutForm, contents: baskets.Contents) -> tuple[Any, str | None]:
    code = "".join(sign for sign in form.value_of("promo").upper() if sign.isalnum())
    try:
        return service.check_promo(code, contents.goods, now=clock.now()), None
    except Refusal as refusal:
        return None, _said(refusal)


def _said(refusal: Refusal) -> str:
    if isinstance(refusal, InsufficientStock):
        return _(
            "Somebody was faster: there are only %(count)s left of something in your basket. "
            "Nothing was charged."
        ) % {"count": refusal.available}
    if isinstance(refusal, PromoTooFew):
        return _("This code is for goods from %(least)s.") % {"least": refusal.least}
    if isinstance(refusal, PricesChanged):
        return _("A price has changed since you last saw it. Please look at the new sum before you go on.")
    return _(refusal.message)


def _first_method() -> str:
    return queries.list_methods()[0].code


def _locale() -> str:
    return get_language() or "en"
