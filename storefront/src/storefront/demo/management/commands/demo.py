"""`python -m storefront demo`: make the demo clinic's shop; running it again changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from storefront.account import demo as account
from storefront.content import demo as content
from storefront.demo import load


class Command(BaseCommand):
    """Make the demo clinic's shop."""

    help = "Make the demo clinic's shop; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load products, stock, delivery, taxes and the code, then people, then pages and stories."""
        load.everything()
        account.load()
        content.load()
        self.stdout.write("The demo clinic's shop is there.")
