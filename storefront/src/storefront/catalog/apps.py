"""The catalog slice as a Django application."""

from django.apps import AppConfig


class Catalog(AppConfig):
    """The catalog slice."""

    name = "storefront.catalog"
    label = "catalog"
