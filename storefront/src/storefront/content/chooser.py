"""Choosing a product out of the catalogue, by name and picture; what is kept is its slug."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import ChooserBlock

from storefront.catalog.models import Product


class ProductChooserViewSet(ChooserViewSet):
    """The window in which editors find a product."""

    model = Product
    icon = "tag"
    choose_one_text = "Choose a product"
    choose_another_text = "Choose another product"
    edit_item_text = "Look at this product"
    per_page = 20

    def get_object_list(self) -> Any:
        """Return what is not retired, in the order of the shelves."""
        return Product.objects.exclude(status="retired").order_by("category__position", "position")


products = ProductChooserViewSet("product_chooser")


class ProductBlock(ChooserBlock):
    """A product, by its slug: showing a page asks the catalogue once for all of them, and not here."""

    target_model = Product

    @cached_property
    def widget(self) -> Any:
        """Return the chooser, once the applications are ready."""
        return products.widget_class()

    def to_python(self, value: Any) -> Any:
        """Keep the slug as it is."""
        return value

    def bulk_to_python(self, values: Any) -> list[Any]:
        """Keep the slugs as they are."""
        return list(values)

    def get_prep_value(self, value: Any) -> Any:
        """Store the slug."""
        return value.slug if isinstance(value, Product) else value

    def value_from_form(self, value: Any) -> Any:
        """Return the slug of what was chosen."""
        found = super().value_from_form(value)
        return found.slug if found else None

    def value_for_form(self, value: Any) -> Any:
        """Return the id that the form's field checks."""
        found = self._product(value)
        return found.pk if found else None

    def get_form_state(self, value: Any) -> Any:
        """Return what the chooser shows: name and id of the product, the id as JSON can carry it."""
        shown = self.widget.get_value_data(self._product(value))
        return shown and {**shown, "id": str(shown["id"])}

    def clean(self, value: Any) -> Any:
        """Return the slug, once the product is known to exist."""
        found = self.field.clean(self.value_for_form(value))
        return found.slug if found else None

    def extract_references(self, value: Any) -> Any:
        """Name the product, so that its usage can be listed."""
        found = self._product(value)
        if found:
            yield Product, str(found.pk), "", ""

    def _product(self, value: Any) -> Product | None:
        if value is None or isinstance(value, Product):
            return value
        return Product.objects.filter(slug=value).first()

    class Meta:
        icon = "tag"
