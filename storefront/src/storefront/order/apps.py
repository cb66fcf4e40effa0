"""The order slice as a Django application."""

from django.apps import AppConfig


class Order(AppConfig):
    """The order slice."""

    name = "storefront.order"
    label = "order"

    def ready(self) -> None:
        """Tell baskets where to ask what is promised to their own order."""
        from storefront.basket import promise
        from storefront.order import queries

        promise.ask(queries.promised_to)
