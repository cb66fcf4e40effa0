"""The account slice as a Django application. Its label cannot be `account`, which is django-allauth's."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """Users, their security, and the OpenID Connect provider."""

    name = "storefront.account"
    label = "person"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for sign-ups, so that a new session knows how it was authenticated."""
        from storefront.account import signals  # noqa: F401
