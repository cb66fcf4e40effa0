"""The content slice as a Django application."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Pages and what surrounds them."""

    name = "storefront.content"
    label = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the shop's frame and the products' stories come from the editors."""
        from storefront.catalog import story
        from storefront.content import frame, queries
        from storefront.kit import navigation

        navigation.come_from(frame.current)
        story.come_from(queries.story_of)
