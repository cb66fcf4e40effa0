"""Nobody reaches the back office on a password alone."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

OFFICE = "/cms/"
REDIRECTED = ("/cms/login/", "/cms/logout/", "/cms/password_reset/")
"""Wagtail's own doors, which lead to this slice's."""
THEN = "after_second_factor"
"""Where the session keeps the page that somebody was going to when they were asked for a second factor."""
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def second_factor_for_staff(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let only staff who have proved a second factor in this session into `/cms/`; send others to where.

    :raises PermissionDenied: the person has no work there.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(OFFICE) or request.path.startswith(REDIRECTED):
            return get_response(request)
        if not has_second_factor(request):
            return ask_for_second_factor(request)
        request.session.pop(THEN, None)
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return get_response(request)

    return middleware


def ask_for_second_factor(request: HttpRequest) -> HttpResponseRedirect:
    """Send somebody to where they show a second factor, or set one up, and then come back to this page."""
    request.session[THEN] = request.get_full_path()
    return HttpResponseRedirect(f"{_way_in(request)}?{urlencode({'next': request.get_full_path()})}")


def has_second_factor(request: HttpRequest) -> bool:
    """Tell whether this session's person is signed in and has shown more than a password in this session."""
    if not request.user.is_authenticated or not is_mfa_enabled(request.user, types=FACTORS):
        return False
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def _way_in(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return reverse("account_login")
    if is_mfa_enabled(request.user, types=FACTORS):
        return reverse("mfa_reauthenticate")
    messages.info(request, _("Staff sign in with a second factor. Set one up to go on."))
    return reverse("mfa_activate_totp")
