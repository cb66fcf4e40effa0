"""When a page may be kept and shown to anybody: not a preview, and not one that asks for a password."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from storefront.kit.page_cache import same_for_everyone


def served(
    page: Page, serve: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    """Answer with the page, marked as the same for everyone where it is."""
    if getattr(request, "is_preview", False) or page.get_view_restrictions().exists():
        return serve(request, *args, **kwargs)
    return same_for_everyone(serve)(request, *args, **kwargs)
