"""`python -m storefront lost_factors EMAIL`: let somebody begin anew who lost phone and recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from shared_lib.identity import Actor
from storefront.account.models import User
from storefront.kit import audit, clock


class Command(BaseCommand):
    """Takes away somebody's second factors and their password, which also signs them out everywhere.

    Only whoever runs the clinic's servers can, and only after they know in person whom they help. An
    administrator alone cannot: they may change an address, and could go in as somebody else.
    """

    help = "Take away the second factors and the password of somebody who has lost the former."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the address."""
        parser.add_argument("email")

    def handle(self, *_: Any, email: str, **__: Any) -> None:
        """Run it.

        :raises CommandError: nobody has this address.
        """
        with transaction.atomic(durable=True):
            user = User.objects.select_for_update().filter(email=email.strip().lower()).first()
            if user is None:
                raise CommandError("Nobody has this address.")
            taken, _kinds = Authenticator.objects.filter(user=user).delete()
            user.set_unusable_password()
            user.save(update_fields=["password"])
            actor = Actor.system("account.lost_factors")
            audit.record(actor, "account.lose_factors", f"account:{user.pk}", at=clock.now())
        self.stdout.write(
            f"{taken} taken away. They choose a password by “Forgot your password?”, then set up anew."
        )
