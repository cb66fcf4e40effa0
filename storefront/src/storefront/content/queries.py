"""What editors have written, as other slices show it."""

import time
from collections import OrderedDict
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from markupsafe import Markup

from storefront.content.models import ProductStory
from storefront.kit import page_cache

MOST = 1_000
"""How many stories a process keeps; one is about 5 kB."""
SECONDS = 60.0
"""For how long at most, should Redis not be there to tell of an editor's change."""

_kept: OrderedDict[tuple[UUID, str], tuple[float, object, Markup | None]] = OrderedDict()


def story_of(product_id: UUID, locale: str) -> Markup | None:
    """Return a product's story in this language, or in English; None where nobody has written one.

    No statement while it is kept, which is until an editor publishes something.
    """
    if not settings.PAGE_CACHE_SECONDS:
        return _told(product_id, locale)
    key, now, edition = (product_id, locale), time.monotonic(), page_cache.edition()
    until, written_in, story = _kept.get(key, (0.0, None, None))
    if until < now or written_in != edition:
        story = _told(product_id, locale)
        _kept.pop(key, None)
        _kept[key] = (now + SECONDS, edition, story)
        if len(_kept) > MOST:
            _kept.popitem(last=False)
    return story


def _told(product_id: UUID, locale: str) -> Markup | None:
    wanted = locale.partition("-")[0]
    stories = ProductStory.objects.filter(product_id=product_id, live=True, language__in={wanted, "en"})
    found = sorted(stories, key=lambda story: story.language != wanted)
    if not found:
        return None
    return Markup(render_to_string("content/story.html", {"story": found[0]}))  # noqa: S704 - rendered by Jinja
