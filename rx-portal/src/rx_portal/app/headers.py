"""The headers of every answer: a strict content policy, nothing cached, nothing leaked to other sites."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from litestar import Response

from rx_portal.kit.settings import Settings

HOSTED_PAGES = "https://checkout.stripe.com"

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer a browser sends `Origin: null` with its own forms
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "geolocation=(), microphone=(), camera=()",
}


def policy(settings: Settings) -> str:
    """Return the content policy; browsers hold a form to it even where its answer leads to another site.

    So the pages on which patients pay and meet their clinician are named, and those on which people sign
    in: an answer that is sent after its session has ended leads there.
    """
    pages = (
        settings.stripe_api_base,
        settings.video_url,
        HOSTED_PAGES,
        settings.patients.issuer,
        settings.staff.issuer,
    )
    others = map(_origin, pages)
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self' " + " ".join(dict.fromkeys(others)),
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


def protecting(settings: Settings) -> Callable[[Response[object]], Awaitable[Response[object]]]:
    """Return what adds the headers; a page of the portal is never kept by a browser or a proxy."""
    headers = {**HEADERS, "content-security-policy": policy(settings)}

    async def protect(response: Response[object]) -> Response[object]:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("cache-control", "no-store")
        return response

    return protect


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
