"""`manage.py make_home`: the front page of a new installation."""

from typing import Any

from django.core.management.base import BaseCommand

from storefront.content import home


class Command(BaseCommand):
    """Make the front page and the site, where there are none."""

    help = "Make the front page and the site of a new installation; does nothing the second time."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make them."""
        self.stdout.write(f"The front page is there: {home.make().title}")
