"""The demo's command."""

from django.apps import AppConfig


class Demo(AppConfig):
    """The demo clinic's shop."""

    name = "storefront.demo"
    label = "demo"
