"""The desk slice as a Django application: after every migration the roles have what their work needs, and no more."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """The back office."""

    name = "storefront.desk"
    label = "desk"

    def ready(self) -> None:
        """Give roles their permissions whenever the tables have changed."""
        post_migrate.connect(_grant, sender=self)


def _grant(**_: Any) -> None:
    from storefront.desk import roles

    roles.ensure()
