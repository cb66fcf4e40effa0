"""Second-factor forms that accept no code twice."""

from typing import cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.models import Authenticator
from django.db import transaction

from storefront.account import steps


class _SpendsCodes(second_factor.BaseAuthenticateForm):
    """Checks a code under a lock on the person's authenticators, so that no two requests can spend it."""

    def clean_code(self) -> str:
        """Return the code, or refuse one that is wrong or spent."""
        with transaction.atomic():
            list(Authenticator.objects.select_for_update().filter(user=self.user))
            code = cast(str, super().clean_code())
            is_totp = self.authenticator.type == Authenticator.Type.TOTP
            if is_totp and not steps.spend_totp(self.authenticator, code):
                raise get_adapter().validation_error("incorrect_code")
            return code


class AuthenticateForm(_SpendsCodes, second_factor.AuthenticateForm):
    """The second step of a login."""


class ReauthenticateForm(_SpendsCodes, second_factor.ReauthenticateForm):
    """The second factor again, before something that matters."""
