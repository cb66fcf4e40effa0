"""The checkout slice as a Django application."""

from django.apps import AppConfig


class Checkout(AppConfig):
    """The checkout slice."""

    name = "storefront.checkout"
    label = "checkout"
