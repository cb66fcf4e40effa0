"""The search slice as a Django application."""

from django.apps import AppConfig


class Search(AppConfig):
    """The search slice."""

    name = "storefront.search"
    label = "shop_search"
