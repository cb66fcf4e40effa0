"""What a sign-up tells the session: the person has just chosen a password."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_signed_up
from django.dispatch import receiver
from django.http import HttpRequest

from storefront.account.models import User


@receiver(user_signed_up)
def remember_how(request: HttpRequest, user: User, **_: Any) -> None:
    """Record the password as this session's first proof, as a login would."""
    record_authentication(request, user, method="password")
