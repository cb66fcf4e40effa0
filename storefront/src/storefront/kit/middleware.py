"""What every request passes: a name, the rule of same origin, headers that tell browsers what not to do."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from shared_lib.telemetry import request as requests
from shared_lib.telemetry import watch

Next = Callable[[HttpRequest], HttpResponseBase]

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
BACK_OFFICE = "/cms/"
NOBODY_FRAMES, WE_FRAME = "frame-ancestors 'none'", "frame-ancestors 'self'"


def watched(get_response: Next) -> Next:
    """Name the request, after the caller's own name for it if that is a plain one, and watch it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        name = requests.begin(request.headers.get("X-Request-ID"))
        with watch.answering(request.method or "") as ended:
            response = get_response(request)
            ended(_route(request), response.status_code)
        response["X-Request-ID"] = name
        return response

    return middleware


def _route(request: HttpRequest) -> str:
    """Return the template of the address: what stands in for ids and names never shows."""
    match = request.resolver_match
    if match is None:
        return "kept"
    return match.view_name if match.route.startswith("^") else f"/{match.route}"


def same_origin(get_response: Next) -> Next:
    """Refuse a change that another site asks a browser for (W3C Fetch Metadata; the Origin of RFC 6454).

    A caller that sends neither header is no browser, and so carries nobody's cookies but its own.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method in SAFE_METHODS or comes_from_here(request):
            return get_response(request)
        return HttpResponse(
            "This request did not come from the shop itself.", status=403, content_type="text/plain"
        )

    return middleware


def comes_from_here(request: HttpRequest) -> bool:
    """Tell whether a browser, if it is one, was asked by a page of this shop."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or origin in {
        settings.SHOP.storefront_url,
        f"{request.scheme}://{request.get_host()}",
    }


def security_headers(get_response: Next) -> Next:
    """Say what a page of the shop may load, and that nobody may frame it."""
    shop, office = "; ".join(_shop_policy()), "; ".join(_office_policy())

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_office = request.path.startswith(BACK_OFFICE)
        response.headers.setdefault("Content-Security-Policy", office if is_office else shop)
        if is_office:
            # a preview is a page of the shop, asked for from within: it comes with that page's own policy
            policy = response["Content-Security-Policy"]
            response["Content-Security-Policy"] = policy.replace(NOBODY_FRAMES, WE_FRAME)
            response["X-Frame-Options"] = "SAMEORIGIN"
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def _shop_policy() -> list[str]:
    pages = f"{_origin(settings.SHOP.portal_url)} {checkout_origin()}"
    return [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        f"form-action 'self' {pages}",
        NOBODY_FRAMES,
        "base-uri 'none'",
    ]


def _office_policy() -> list[str]:
    return [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "frame-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        WE_FRAME,
        "base-uri 'self'",
    ]


def checkout_origin() -> str:
    """Return where the processor's hosted payment pages live: browsers check it when a form ends up there."""
    base = _origin(settings.SHOP.stripe_api_base)
    return "https://checkout.stripe.com" if base == "https://api.stripe.com" else base


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
