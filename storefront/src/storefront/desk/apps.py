"""The desk slice as a Django application: after every migration each role has what its work needs."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """The back office."""

    name = "storefront.desk"
    label = "desk"

    def ready(self) -> None:
        """Give roles their permissions whenever the tables have changed.

        Django tells only applications that have models, so it is told of the editors' one.
        """
        post_migrate.connect(_grant, sender=apps.get_app_config("content"))


def _grant(**_: Any) -> None:
    from storefront.desk import roles

    roles.ensure()
