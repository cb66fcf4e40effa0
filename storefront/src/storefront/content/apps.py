"""The content slice as a Django application."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContentConfig(AppConfig):
    """Pages and what surrounds them."""

    name = "storefront.content"
    label = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the shop's frame and products' stories come from the editors, and follow what they change."""
        from storefront.catalog import story
        from storefront.content import frame, queries, receivers
        from storefront.kit import navigation

        navigation.come_from(frame.current)
        story.come_from(queries.story_of)
        receivers.connect()
        post_migrate.connect(_make_home, sender=self)


def _make_home(**_kwargs: Any) -> None:
    """Give a new installation its front page, in the same run that makes its tables."""
    from storefront.content import home

    home.make()
