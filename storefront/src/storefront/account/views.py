"""A shopper's own pages."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from storefront.account.details import AddressForm, DetailsForm
from storefront.account.models import Address, User
from storefront.account.queries import orders_of, security_of


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the newest orders and the ways to everything else."""
    context = {
        "orders": orders_of(_person(request)),
        "security": security_of(_person(request)),
        "here": "home",
    }
    return render(request, "account/home.html", context)


@login_required
def details(request: HttpRequest) -> HttpResponse:
    """Show and change the person's name."""
    form = DetailsForm(request.POST or None, instance=_person(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details are saved."))
        return redirect("account_details")
    return render(request, "account/details.html", {"form": form, "here": "details"})


@login_required
@require_safe
def addresses(request: HttpRequest) -> HttpResponse:
    """Show the person's addresses."""
    return render(request, "account/addresses.html", {"addresses": _own(request), "here": "addresses"})


@login_required
def add_address(request: HttpRequest) -> HttpResponse:
    """Keep one more address."""
    return _save(request, Address(user=_person(request)))


@login_required
def edit_address(request: HttpRequest, address_id: UUID) -> HttpResponse:
    """Change an address."""
    return _save(request, get_object_or_404(_own(request), pk=address_id))


@login_required
@require_POST
def delete_address(request: HttpRequest, address_id: UUID) -> HttpResponse:
    """Forget an address; orders keep the one they were sent to."""
    get_object_or_404(_own(request), pk=address_id).delete()
    messages.success(request, _("The address is gone."))
    return redirect("account_addresses")


@login_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Show password, second factors and sessions on one page."""
    return render(
        request, "account/security.html", {"security": security_of(_person(request)), "here": "security"}
    )


def moved_to_reset(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - the old address's tail
    """Send a link of Wagtail's own password reset to the one that keeps the second factor."""
    return redirect("account_reset_password")


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _own(request: HttpRequest) -> QuerySet[Address]:
    return Address.objects.filter(user=_person(request))


def _save(request: HttpRequest, address: Address) -> HttpResponse:
    form = AddressForm(request.POST or None, instance=address)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The address is saved."))
        return redirect("account_addresses")
    return render(request, "account/address.html", {"form": form, "address": address, "here": "addresses"})
