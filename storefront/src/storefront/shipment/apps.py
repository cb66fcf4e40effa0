"""The shipment slice as a Django application."""

from django.apps import AppConfig


class Shipment(AppConfig):
    """The shipment slice."""

    name = "storefront.shipment"
    label = "shipment"
