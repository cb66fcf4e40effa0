"""What editors have written, as somebody looks for it: title, a line, and all its words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from storefront.content.models import ArticlePage, FaqPage, LandingPage, LegalPage

KINDS = (ArticlePage, LandingPage, FaqPage, LegalPage)
MOST = 20_000
"""How many letters of a page are looked at."""
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Written:
    """A page that anybody may read."""

    address: str
    title: str
    line: str
    text: str
    is_article: bool

    @property
    def kind(self) -> str:
        """Return in a word what it is."""
        return _("Journal") if self.is_article else _("Page")


def version() -> str:
    """Return something that changes when a page is published, changed or taken down; one statement."""
    told = Page.objects.live().aggregate(
        Count("pk"), Max("last_published_at"), Max("latest_revision_created_at")
    )
    return repr(sorted(told.items()))


def list_written(locale: str) -> Sequence[Written]:
    """Return the live public pages of a language, or of English where it has none."""
    wanted = locale.partition("-")[0]
    found = [page for kind in KINDS for page in kind.objects.live().public().select_related("locale")]
    spoken = [page for page in found if page.locale.language_code == wanted]
    translated = {page.translation_key for page in spoken}
    others = [
        page for page in found if page.locale.language_code == "en" and page.translation_key not in translated
    ]
    return [_written(page) for page in (*spoken, *others) if page.url]


def _written(page: Page) -> Written:
    line = str(getattr(page, "lede", "") or page.search_description)
    text = " ".join(_words(page))[:MOST]
    return Written(str(page.url), page.title, line, text, isinstance(page, ArticlePage))


def _words(page: Page) -> Iterable[str]:
    for name in ("body", "groups", "sources"):
        value = getattr(page, name, None)
        if value is None:
            continue
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            yield from (str(one) for one in field.get_searchable_content(value))
        else:
            yield unescape(_TAG.sub(" ", str(value)))
