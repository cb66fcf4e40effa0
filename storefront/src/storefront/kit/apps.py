"""The kit as a Django application: its migration makes the outbox, the inbox and the timers."""

from django.apps import AppConfig


class Kit(AppConfig):
    """The kit."""

    name = "storefront.kit"
    label = "kit"
