"""The pages that editors write."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from storefront.content.blocks import PLAIN, RICH, BodyBlock, FaqBlock, PictureBlock
from storefront.content.models.served import Served


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
