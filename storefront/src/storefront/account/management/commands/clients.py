"""`python -m storefront clients`: register the portal with the identity provider."""

from typing import Any

from django.core.management.base import BaseCommand

from storefront.account.oidc.clients import register_portal


class Command(BaseCommand):
    """Registers the clinic's own clients, from the environment."""

    help = "Register the portal with the identity provider, as the environment says."

    def handle(self, *_: Any, **__: Any) -> None:
        """Run it."""
        self.stdout.write(f"registered {register_portal().name}")
