"""The payment slice as a Django application."""

from django.apps import AppConfig


class Payment(AppConfig):
    """The payment slice."""

    name = "storefront.payment"
    label = "payment"
