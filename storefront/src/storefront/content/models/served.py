"""What every page of the shop is: kept for seconds, since it is the same for everyone."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import PublishingPanel
from wagtail.models import Page

from storefront.content.serving import served

WHOSE_TIME = "By the clock on the wall, in the time zone of your account (UTC unless you chose another)"


def publishing() -> PublishingPanel:
    """Return Wagtail's panel of what is planned, which says whose time is meant."""
    panel = PublishingPanel()
    for each in panel.children:
        each.help_text = WHOSE_TIME
    return panel


class Served(Page):
    """A page that is kept for a few seconds, since it is the same for everyone."""

    settings_panels: ClassVar[Sequence[Any]] = [publishing()]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page, from memory where nothing personal can be in it."""
        return served(self, super().serve, request, *args, **kwargs)
