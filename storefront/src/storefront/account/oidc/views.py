"""The provider's doors, narrowed: every client uses PKCE with S256, and too old a login is renewed."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from allauth.core.internal.httpkit import add_query_params
from allauth.idp.oidc import views
from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.internal.oauthlib.server import get_server
from allauth.idp.oidc.internal.oauthlib.utils import convert_response, extract_params, respond_html_error
from allauth.idp.oidc.models import Token
from django.core.exceptions import ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils import timezone
from oauthlib.oauth2.rfc6749 import errors

from storefront.account.middleware import THEN, ask_for_second_factor, has_second_factor
from storefront.account.oidc import grants

CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
MULTI_FACTOR = "http://schemas.openid.net/pape/policies/2007/06/multi-factor"
"""How a client asks, in `acr_values`, that a second factor was shown; the portal does for its staff."""
GRACE = timedelta(seconds=15)
"""How old a login may be that `max_age` has just renewed: the time it takes to be sent back here."""


class AuthorizationView(views.AuthorizationView):
    """Authorises the clinic's own clients. There is no consent screen, since there is no third party."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a signed-in person back to the client with a code."""
        silent = _take_silence(request)
        try:
            get_server().validate_authorization_request(*extract_params(request))
            _require_proof_key(request)
        except (errors.FatalClientError, ValidationError) as error:
            refused: HttpResponse = respond_html_error(request, error=error)
            return refused
        except errors.OAuth2Error as error:
            return _refuse(request, error.error, error.description)
        if silent and (request.user.is_anonymous or _is_stale(request) or _is_weak(request)):
            return _refuse(request, "login_required", "Nobody is signed in recently enough.")
        if request.user.is_authenticated and _is_stale(request):
            return _renew(request)
        if request.user.is_authenticated and _is_weak(request):
            return ask_for_second_factor(request)
        request.session.pop(THEN, None)
        return _with_issuer(self._remember(request, super().get(request, *args, **kwargs)))

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Treat a posted request like a got one; nobody is asked for consent, so none can be posted."""
        if "request" in request.POST:
            return HttpResponseForbidden("There is nothing to consent to.")
        return HttpResponseRedirect(f"{request.path}?{request.POST.urlencode()}")

    def _remember(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        code = parse_qs(urlsplit(response.get("Location", "")).query).get("code")
        if code and request.user.is_authenticated:
            grants.remember(code[0], grants.proof_of(request, request.user))
        return response


class TokenView(views.TokenView):
    """Exchanges a code for tokens, once."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer one exchange, and drop whatever has expired meanwhile."""
        if not VERIFIER.fullmatch(request.POST.get("code_verifier", "")):
            return _problem("invalid_request", "code_verifier must have 43 to 128 unreserved characters.")
        response: HttpResponse = super().post(request)
        Token.objects.expired().delete()
        grants.forget_expired()
        return response

    def _create_token_response(self, request: HttpRequest, **_: Any) -> HttpResponse:
        """Exchange without a refresh token: the portal keeps its own sessions."""
        server = get_server()
        server.auth_grant.refresh_token = server.openid_connect_auth.proxy_target.refresh_token = False
        response: HttpResponse = convert_response(*server.create_token_response(*extract_params(request)))
        return response


def _renew(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(
        add_query_params(reverse("account_reauthenticate"), {"next": request.get_full_path()})
    )


def _take_silence(request: HttpRequest) -> bool:
    """Take `prompt=none` out of the question, and tell whether it was there; consent needs no screen here."""
    if "none" not in request.GET.get("prompt", "").split():
        return False
    rest = request.GET.copy()
    del rest["prompt"]
    request.GET = rest  # type: ignore[assignment]
    request.META["QUERY_STRING"] = rest.urlencode()
    return True


def absent(_: HttpRequest) -> HttpResponse:
    """Answer for parts of the protocol that this clinic does not offer."""
    raise Http404


def _require_proof_key(request: HttpRequest) -> None:
    if request.GET.get("code_challenge_method") != "S256":
        raise errors.InvalidRequestError(description="code_challenge_method must be S256.")
    if not CHALLENGE.fullmatch(request.GET.get("code_challenge", "")):
        raise errors.InvalidRequestError(description="code_challenge must be an S256 challenge.")


def _is_stale(request: HttpRequest) -> bool:
    asked = request.GET.get("max_age", "")
    if not asked.isdecimal():
        return False
    limit = max(timedelta(seconds=min(int(asked), 10**8)), GRACE)
    return grants.proof_of(request, request.user).age(timezone.now()) > limit  # type: ignore[arg-type]


def _is_weak(request: HttpRequest) -> bool:
    """Tell whether the client asks for more than this session's person has shown."""
    return MULTI_FACTOR in request.GET.get("acr_values", "").split() and not has_second_factor(request)


def _refuse(request: HttpRequest, code: str, description: str | None) -> HttpResponse:
    """Tell the client, at its registered address, that there will be no code."""
    answer = {"error": code, "error_description": description or code, "iss": get_adapter().get_issuer()}
    if state := request.GET.get("state"):
        answer["state"] = state
    response = HttpResponse(status=302)
    response["Location"] = add_query_params(request.GET["redirect_uri"], answer)
    return response


def _with_issuer(response: HttpResponse) -> HttpResponse:
    """Name the issuer beside the code, against mix-up (RFC 9207)."""
    location = response.get("Location", "")
    if "code" in parse_qs(urlsplit(location).query):
        response["Location"] = add_query_params(location, {"iss": get_adapter().get_issuer()})
    return response


def _problem(code: str, description: str | None) -> JsonResponse:
    response = JsonResponse({"error": code, "error_description": description or code}, status=400)
    response["Cache-Control"] = "no-store"
    return response
