"""What every page of the shop is: kept for seconds, since it is the same for everyone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from storefront.content.serving import served


class Served(Page):
    """A page that is kept for a few seconds, since it is the same for everyone."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page, from memory where nothing personal can be in it."""
        return served(self, super().serve, request, *args, **kwargs)
