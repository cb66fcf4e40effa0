"""What crawlers are asked to leave alone: what is personal, and the endless ways to narrow down a list."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

PERSONAL = ("/account/", "/basket/", "/checkout/", "/orders/", "/search/", "/cms/", "/api/")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer with the rules of RFC 9309."""
    languages = ["", *(f"/{code}" for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    closed = [f"Disallow: {language}{path}" for language in languages for path in PERSONAL]
    narrowed = [
        f"Disallow: {language}/shop/*?*{key}=" for language in languages for key in ("least", "most", "sort")
    ]
    site = f"Sitemap: {settings.SHOP.storefront_url}/sitemap.xml"
    return HttpResponse(
        "\n".join(["User-agent: *", *closed, *narrowed, "", site, ""]), content_type="text/plain"
    )
