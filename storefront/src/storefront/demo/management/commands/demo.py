"""`python -m storefront demo`: make the demo clinic's shop; running it again changes nothing."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand

from storefront.demo import load

OTHERS = ("storefront.account.demo", "storefront.content.demo", "storefront.desk.demo")


class Command(BaseCommand):
    """Make the demo clinic's shop."""

    help = "Make the demo clinic's shop; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load products, stock, delivery, taxes and the code, then what other slices show."""
        load.everything()
        for name in OTHERS:
            if find_spec(name) is not None:
                import_module(name).load()
        self.stdout.write("The demo clinic's shop is there.")
