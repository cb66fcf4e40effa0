"""The pages of the prescription programmes: all that somebody wants to know before the first question."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from storefront.catalog.cards import list_cards
from storefront.catalog.models import Product
from storefront.catalog.queries import ProductNotFound, get_page
from storefront.content import choices
from storefront.content.models.served import Served
from storefront.content.programme_blocks import ProgrammeBlock
from storefront.kit import clock

ADVICE = (
    "Say who should not take it as plainly as who may. Name a source for every figure. The medicine's price "
    "is the catalogue's; what else is paid belongs into the price block, even where it is nothing."
)


class ProgrammePage(Served):
    """One prescription programme, from what it is to the portal's first question."""

    product = models.ForeignKey(
        Product,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        limit_choices_to={"needs_prescription": True},
        help_text="Its picture and price are shown, and the button leads to its first question",
    )
    lede = models.CharField(max_length=280, help_text="Two sentences: what it is, and for whom")
    body = StreamField(ProgrammeBlock())

    content_panels: ClassVar[Sequence[Any]] = [
        *Page.content_panels,
        HelpPanel(content=ADVICE),
        MultiFieldPanel([FieldPanel("product"), FieldPanel("lede")], heading="The programme"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[Sequence[Any]] = [
        *Page.search_fields,
        index.SearchField("lede"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[Sequence[str]] = ["content.ProgrammeIndexPage"]
    subpage_types: ClassVar[Sequence[str]] = []
    template = "content/programme.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the product as the catalogue has it now; none where it is no longer shown."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"offer": self._offer()}

    def _offer(self) -> Any:
        try:
            return get_page(self.product.slug, locale=choices.locale(), now=clock.now())
        except (ProductNotFound, Product.DoesNotExist):
            return None


class ProgrammeIndexPage(Served):
    """All programmes."""

    lede = models.CharField(max_length=240, blank=True)

    content_panels: ClassVar[Sequence[Any]] = [*Page.content_panels, FieldPanel("lede")]
    parent_page_types: ClassVar[Sequence[str]] = ["content.HomePage"]
    subpage_types: ClassVar[Sequence[str]] = ["content.ProgrammePage"]
    template = "content/programme_index.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add a card for each programme, in the order of the pages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = ProgrammePage.objects.child_of(self).live().public().select_related("product")
        found = list(pages.order_by("path"))
        by_address = {reverse("catalog:product", args=[one.product.slug]): one for one in found}
        cards = list_cards(
            locale=choices.locale(), now=clock.now(), slugs=[one.product.slug for one in found]
        )
        return context | {
            "cards": [
                replace(card, href=page.get_url(request), name=page.title, line=page.lede)
                for card in cards
                if (page := by_address[card.href])
            ]
        }
