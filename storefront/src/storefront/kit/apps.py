"""The kit as a Django application: its migration makes the outbox, the inbox and the timers."""

from django.apps import AppConfig
from django.conf import settings

from shared_lib.crash import arm


class Kit(AppConfig):
    """The kit."""

    name = "storefront.kit"
    label = "kit"

    def ready(self) -> None:
        """Watch for what a local clinic is asked to die of."""
        arm(settings.SHOP.crash_folder)
