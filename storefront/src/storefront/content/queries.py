"""What editors have written, as other slices show it."""

from uuid import UUID

from django.template.loader import render_to_string
from markupsafe import Markup

from storefront.content.models import ProductStory


def story_of(product_id: UUID, locale: str) -> Markup | None:
    """Return a product's story in this language, or in English; None where nobody has written one."""
    wanted = locale.partition("-")[0]
    stories = ProductStory.objects.filter(product_id=product_id, live=True, language__in={wanted, "en"})
    found = sorted(stories, key=lambda story: story.language != wanted)
    if not found:
        return None
    return Markup(render_to_string("content/story.html", {"story": found[0]}))  # noqa: S704 - rendered by Jinja
