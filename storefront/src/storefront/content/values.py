"""The small logic of blocks: where a link leads, which picture is meant."""

from typing import Any

from django.templatetags.static import static
from wagtail import blocks

from storefront.content import choices


class LinkValue(blocks.StructValue):
    """A link to a page of the site, or to any address."""

    @property
    def href(self) -> str:
        """Return where the link leads; a page that is gone or taken down leads nowhere."""
        page = self.get("page")
        if page:
            return str(page.url or "") if page.live else ""
        return str(self.get("address") or "")

    @property
    def text(self) -> str:
        """Return the words of the link."""
        page: Any = self.get("page")
        spanish = self.get("words_es") if choices.locale() == "es" else ""
        return str(spanish or self.get("words") or (page.title if page else ""))


class PictureValue(blocks.StructValue):
    """An uploaded image, a drawn scene, or a product's picture."""

    @property
    def words(self) -> str:
        """Return the picture in words: those of this place, else what was said of the image at its upload."""
        image = self.get("image")
        return str(self.get("alt") or (image.description if image else ""))

    @property
    def drawn(self) -> str:
        """Return the address of the drawing that is meant, if no image was uploaded."""
        if self.get("product"):
            return static(f"brand/products/{self['product']}.webp")
        return static(f"brand/scenes/{self['scene']}.svg") if self.get("scene") else ""

    @property
    def is_set(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.get("image") or self.drawn)
