"""Second-factor forms that accept no code twice, and keep a secret the same while it is set up."""

from typing import Any, cast

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp
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


class ActivateForm(ActivateTOTPForm):
    """An authenticator app's first code. A page that is loaded anew shows the secret scanned before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        shown = totp.get_totp_secret()
        super().__init__(*args, **kwargs)
        self.secret = context.request.session[totp.SECRET_SESSION_KEY] = shown
