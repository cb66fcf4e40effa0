"""Pages, product stories, and what surrounds every page."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Page, PreviewableMixin, RevisionMixin
from wagtail.search import index

from storefront.catalog.models import Product
from storefront.content.blocks import PLAIN, RICH, BodyBlock, FaqBlock, LinkBlock, PictureBlock, StoryBlock
from storefront.content.serving import served
from storefront.content.structs import ColumnBlock, MenuBlock


class Served(Page):
    """A page that is kept for a few seconds, since it is the same for everyone."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page, from memory where nothing personal can be in it."""
        return served(self, super().serve, request, *args, **kwargs)


class HomePage(Served):
    """The front of the shop."""

    body = StreamField(BodyBlock())

    content_panels: ClassVar[Sequence[Any]] = [*Page.content_panels, FieldPanel("body")]
    search_fields: ClassVar[Sequence[Any]] = [*Page.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[Sequence[str]] = ["wagtailcore.Page"]
    template = "content/home.html"


class LandingPage(Served):
    """A page for one purpose: a campaign, an explanation, a way in."""

    body = StreamField(BodyBlock())

    content_panels: ClassVar[Sequence[Any]] = [*Page.content_panels, FieldPanel("body")]
    search_fields: ClassVar[Sequence[Any]] = [*Page.search_fields, index.SearchField("body")]
    subpage_types: ClassVar[Sequence[str]] = ["content.LandingPage"]
    template = "content/landing.html"


class ArticleIndexPage(Served):
    """The journal."""

    lede = models.CharField(max_length=240, blank=True)

    content_panels: ClassVar[Sequence[Any]] = [*Page.content_panels, FieldPanel("lede")]
    subpage_types: ClassVar[Sequence[str]] = ["content.ArticlePage"]
    template = "content/article_index.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the articles, newest first."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.objects.child_of(self).live().public()
        return context | {"articles": list(articles.order_by("-published_on"))}


class ArticlePage(Served):
    """Something worth reading, with its author and its sources."""

    lede = models.CharField(max_length=280)
    author = models.CharField(max_length=120)
    author_role = models.CharField(max_length=120, blank=True)
    published_on = models.DateField(default=timezone.localdate)
    picture = StreamField([("picture", PictureBlock())], max_num=1, blank=True)
    body = StreamField(BodyBlock())
    sources = RichTextField(blank=True, features=[*PLAIN, "superscript"])

    content_panels: ClassVar[Sequence[Any]] = [
        *Page.content_panels,
        FieldPanel("lede"),
        MultiFieldPanel(
            [FieldPanel("author"), FieldPanel("author_role"), FieldPanel("published_on")], heading="By whom"
        ),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("sources"),
    ]
    search_fields: ClassVar[Sequence[Any]] = [
        *Page.search_fields,
        index.SearchField("lede"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[Sequence[str]] = ["content.ArticleIndexPage"]
    subpage_types: ClassVar[Sequence[str]] = []
    template = "content/article.html"


class FaqPage(Served):
    """Questions, in groups."""

    lede = models.CharField(max_length=240, blank=True)
    groups = StreamField([("group", FaqBlock())])

    content_panels: ClassVar[Sequence[Any]] = [*Page.content_panels, FieldPanel("lede"), FieldPanel("groups")]
    search_fields: ClassVar[Sequence[Any]] = [*Page.search_fields, index.SearchField("groups")]
    subpage_types: ClassVar[Sequence[str]] = []
    template = "content/faq.html"


class LegalPage(Served):
    """What binds us, with the day since which it does."""

    effective_on = models.DateField()
    body = RichTextField(features=RICH)

    content_panels: ClassVar[Sequence[Any]] = [
        *Page.content_panels,
        FieldPanel("effective_on"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[Sequence[Any]] = [*Page.search_fields, index.SearchField("body")]
    subpage_types: ClassVar[Sequence[str]] = []
    template = "content/legal.html"


class ProductStory(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """What editors tell about a product, below its picture and price, in one language."""

    product = models.ForeignKey(
        Product, on_delete=models.DO_NOTHING, db_constraint=False, related_name="stories"
    )
    language = models.CharField(max_length=5, default="en", choices=[("en", "English"), ("es", "Español")])
    body = StreamField(StoryBlock())

    panels: ClassVar[Sequence[Any]] = [
        MultiFieldPanel([FieldPanel("product"), FieldPanel("language")], heading="Of which product"),
        FieldPanel("body"),
        PublishingPanel(),
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
        """Return the story beside its product."""
        return {"request": request, "story": self, "product": self.product}


@register_setting(icon="list-ul")
class Frame(BaseGenericSetting):
    """The header and the footer of every page."""

    menu = StreamField([("link", MenuBlock())], max_num=8, blank=True)
    columns = StreamField([("column", ColumnBlock())], max_num=3, blank=True)
    legal = models.TextField(blank=True, help_text="One line each")

    panels: ClassVar[Sequence[Any]] = [FieldPanel("menu"), FieldPanel("columns"), FieldPanel("legal")]

    class Meta:
        verbose_name = "header and footer"


class Campaign(models.Model):
    """A line above every page, for as long as it is true."""

    text = models.CharField(max_length=140)
    link = StreamField([("link", LinkBlock())], max_num=1, blank=True)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False, help_text="Amber, for what needs attention")

    panels: ClassVar[Sequence[Any]] = [
        FieldPanel("text"),
        FieldPanel("link"),
        MultiFieldPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading="Shown"),
        FieldPanel("is_urgent"),
    ]

    class Meta:
        verbose_name = "campaign banner"

    def __str__(self) -> str:
        return self.text
