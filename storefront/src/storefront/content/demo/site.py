"""Puts the demo clinic's pages in their place, once."""

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from storefront.catalog.models import Product
from storefront.content import frame
from storefront.content.demo import front, journal, legal
from storefront.content.demo.pieces import scene, stream
from storefront.content.demo.prescription_stories import PRESCRIPTION_STORIES
from storefront.content.demo.stories import STORIES
from storefront.content.models import (
    ArticleIndexPage,
    ArticlePage,
    Campaign,
    FaqPage,
    HomePage,
    LandingPage,
    LegalPage,
    ProductStory,
)
from storefront.kit import clock

SINCE = date(2026, 1, 5)
LEGAL = (
    ("privacy", "Privacy", legal.PRIVACY),
    ("terms", "Terms", legal.TERMS),
    ("refunds", "Returns and refunds", legal.REFUNDS),
    ("telehealth", "Care at a distance", legal.TELEHEALTH),
)


@transaction.atomic
def load() -> None:
    """Make whatever of the demo clinic's content is missing; nothing that exists is touched."""
    home = _home()
    _pages(home)
    _journal(home)
    _stories()
    if not Campaign.objects.exists():
        Campaign.objects.create(
            text="Free delivery on orders over $75. WELCOME10 takes 10 % off your first.",
            starts_at=clock.now(),
        )
    frame.forget()


def _home() -> HomePage:
    found: HomePage | None = HomePage.objects.first()
    if found:
        return found
    Locale.objects.get_or_create(language_code="en")
    root = Page.objects.get(depth=1)
    home: HomePage = root.add_child(
        instance=HomePage(
            title="Considered care for the long run",
            slug="alder-and-vale",
            body=front.HOME,
            search_description="A short shelf of things worth taking, and prescriptions that a clinician signs first.",
        )
    )
    _site(home)
    for page in root.get_children().exclude(pk=home.pk).filter(slug="home"):
        page.delete()
    return home


def _site(home: HomePage) -> None:
    address = urlsplit(settings.SHOP.storefront_url)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port = address.hostname, address.port or (443 if address.scheme == "https" else 80)
    site.site_name, site.root_page = settings.WAGTAIL_SITE_NAME, home
    site.save()


def _pages(home: HomePage) -> None:
    _add(home, LandingPage(title="How prescriptions work", slug="how-it-works", body=front.HOW))
    _add(home, LandingPage(title="About us", slug="about", body=front.ABOUT))
    groups = stream(*({"type": "group", "value": one["value"]} for one in front.FAQ))
    lede = "Short answers. If yours is missing, write to hello@alderandvale.example."
    _add(home, FaqPage(title="Questions", slug="faq", lede=lede, groups=groups))
    for slug, title, body in LEGAL:
        _add(home, LegalPage(title=title, slug=slug, body=body, effective_on=SINCE))


def _journal(home: HomePage) -> None:
    lede = "What we have read, changed our minds about, or wish somebody had told us."
    index = _add(home, ArticleIndexPage(title="Journal", slug="journal", lede=lede))
    article = ArticlePage(
        title=journal.TITLE,
        slug=journal.SLUG,
        lede=journal.LEDE,
        author="Ines Calloway, MD",
        author_role="medical director",
        published_on=date(2026, 3, 16),
        picture=stream({"type": "picture", "value": scene("table")}),
        body=journal.BODY,
        sources=journal.SOURCES,
        search_description=journal.LEDE,
    )
    _add(index, article)


def _add(parent: Page, page: Page) -> Page:
    found = parent.get_children().filter(slug=page.slug).first()
    return found.specific if found else parent.add_child(instance=page)


def _stories() -> None:
    for slug, body in {**STORIES, **PRESCRIPTION_STORIES}.items():
        product = Product.objects.filter(slug=slug).first()
        if product and not ProductStory.objects.filter(product=product, language="en").exists():
            ProductStory.objects.create(product=product, language="en", body=body, live=True)
