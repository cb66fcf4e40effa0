"""What a sign-up and a first second factor tell the session: what the person has just shown."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_signed_up
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from storefront.account import steps
from storefront.account.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@receiver(user_signed_up)
def remember_how(request: HttpRequest, user: User, **_: Any) -> None:
    """Record the password as this session's first proof, as a login would."""
    record_authentication(request, user, method="password")


@receiver(authenticator_added)
def remember_what(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Record a first authenticator app or passkey as proof, for it has just answered; its code is spent.

    A further one proves nothing: whoever adds it may have shown a password alone.
    """
    if authenticator.type == Authenticator.Type.TOTP:
        steps.spend_totp(authenticator, request.POST.get("code", ""))
    if list(Authenticator.objects.filter(user=user, type__in=FACTORS)) == [authenticator]:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)
