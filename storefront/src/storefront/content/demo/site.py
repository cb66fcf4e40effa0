"""Puts the demo clinic's pages in their place, once."""

from datetime import date

from django.db import transaction
from wagtail.models import Page

from storefront.catalog.models import Product
from storefront.content import frame, home
from storefront.content.demo import front, journal, legal
from storefront.content.demo.menu import MENU
from storefront.content.demo.pieces import scene, stream
from storefront.content.demo.prescription_stories import PRESCRIPTION_STORIES
from storefront.content.demo.programmes import PROGRAMMES
from storefront.content.demo.stories import STORIES
from storefront.content.models import (
    ArticleIndexPage,
    ArticlePage,
    Campaign,
    FaqPage,
    Frame,
    HomePage,
    LandingPage,
    LegalPage,
    ProductStory,
    ProgrammeIndexPage,
    ProgrammePage,
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
    front_page = _home()
    _pages(front_page)
    _journal(front_page)
    _programmes(front_page)
    _stories()
    _frame()
    if not Campaign.objects.exists():
        Campaign.objects.create(
            text="Free delivery on orders over $75. WELCOME10 takes 10% off your first.",
            text_es="Envío gratis desde 75 $. Con WELCOME10, un 10 % menos en tu primer pedido.",
            starts_at=clock.real_now(),
        )
    frame.forget()


def _home() -> HomePage:
    """Return the front page that the installation made, filled if nobody has written anything there."""
    found: HomePage = home.make()
    if not found.body:
        found.title, found.body = "Considered care for the long run", front.HOME
        found.search_description = (
            "A short shelf of things worth taking, and prescriptions that a clinician signs first."
        )
        found.save()
        found.save_revision(changed=False)
    return found


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


def _programmes(home: HomePage) -> None:
    lede = "Six programmes. Each says for whom it is, for whom it is not, and what it costs, before it asks anything."
    index = _add(home, ProgrammeIndexPage(title="Prescription programmes", slug="programmes", lede=lede))
    for slug, programme in PROGRAMMES.items():
        product = Product.objects.filter(slug=slug).first()
        if product:
            page = ProgrammePage(
                title=programme.title,
                slug=slug,
                lede=programme.lede,
                body=programme.body,
                product=product,
                search_description=programme.lede,
            )
            _add(index, page)


def _frame() -> None:
    found = Frame.load()
    if not found.menu:
        found.menu = stream(*({"type": "link", "value": entry} for entry in MENU))
        found.save()


def _add(parent: Page, page: Page) -> Page:
    found = parent.get_children().filter(slug=page.slug).first()
    if found:
        return found.specific
    made: Page = parent.add_child(instance=page)
    made.save_revision(changed=False)  # the first words are what an editor wants back most
    return made


def _stories() -> None:
    for slug, body in {**STORIES, **PRESCRIPTION_STORIES}.items():
        product = Product.objects.filter(slug=slug).first()
        if product and not ProductStory.objects.filter(product=product, language="en").exists():
            ProductStory.objects.create(product=product, language="en", body=body, live=True)
