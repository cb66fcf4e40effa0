"""The desk slice as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The back office."""

    name = "storefront.desk"
    label = "desk"
