"""What an account's pages show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from storefront.account.models import User
from storefront.order.queries import list_of_account

if TYPE_CHECKING:
    from storefront.order.models import Order


@dataclass(frozen=True, slots=True)
class Security:
    """How an account is protected."""

    email_is_verified: bool
    has_totp: bool
    passkeys: int
    has_recovery_codes: bool

    @property
    def has_second_factor(self) -> bool:
        """Tell whether a password alone does not open this account."""
        return self.has_totp or self.passkeys > 0


def security_of(user: User) -> Security:
    """Return how the account is protected."""
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return Security(
        email_is_verified=EmailAddress.objects.filter(user=user, primary=True, verified=True).exists(),
        has_totp=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        has_recovery_codes=Authenticator.Type.RECOVERY_CODES in kinds,
    )


def orders_of(user: User) -> "Sequence[Order]":
    """Return the account's orders, newest first."""
    return list_of_account(user.pk, limit=20)
