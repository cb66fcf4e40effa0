"""What editors tell about a product."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from storefront.catalog.models import Product
from storefront.catalog.queries import ProductNotFound, get_page
from storefront.content.blocks import StoryBlock
from storefront.content.models.served import publishing
from storefront.kit import clock


class ProductStory(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """What editors tell about a product, below its picture and price, in one language."""

    product = models.ForeignKey(
        Product, on_delete=models.DO_NOTHING, db_constraint=False, related_name="stories"
    )
    language = models.CharField(max_length=5, default="en", choices=[("en", "English"), ("es", "Español")])
    body = StreamField(StoryBlock())

    panels: ClassVar[Sequence[Any]] = [
        HelpPanel(
            content="Shown below the picture and price of the product. Of a supplement say what it contains "
            "and how sure that is; never that it treats, cures or prevents a disease."
        ),
        MultiFieldPanel([FieldPanel("product"), FieldPanel("language")], heading="Of which product"),
        FieldPanel("body"),
        publishing(),
    ]

    class Meta:
        verbose_name = "product story"
        verbose_name_plural = "product stories"
        constraints = [
            models.UniqueConstraint(fields=["product", "language"], name="content_one_story_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.product.slug} ({self.language})"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the page on which editors see the story."""
        return "content/story_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the story below its product as shoppers see it, price and all."""
        shown = {"request": request, "story": self, "product": self.product, "offer": None}
        with suppress(ProductNotFound):
            shown["offer"] = get_page(self.product.slug, locale=self.language, now=clock.now())
        return shown
