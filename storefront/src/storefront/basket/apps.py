"""The basket slice as a Django application."""

from django.apps import AppConfig


class Basket(AppConfig):
    """The basket slice."""

    name = "storefront.basket"
    label = "basket"

    def ready(self) -> None:
        """Listen for logins."""
        from storefront.basket import receivers  # noqa: F401
