"""Logins of the demo clinic, as the operator's command made them: one a role, with its second factor."""

import json
import os
import re
from pathlib import Path
from typing import TypedDict

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.db import transaction

from storefront.account.models import User
from storefront.account.roles import STAFF

NAMES = {
    "patient": ("Nora", "Whitlow"),
    "clinician": ("Ines", "Calloway"),
    "clinician2": ("Tobias", "Renn"),
    "pharmacist": ("Marguerite", "Osei"),
    "admin": ("Jonah", "Pryce"),
    "compliance": ("Adele", "Sorensen"),
    "editor": ("Wren", "Halloran"),
    "operator": ("Silas", "Boateng"),
}


class Login(TypedDict):
    """One login; `totp_secret` is base32, or empty for somebody without a second factor."""

    email: str
    password: str
    totp_secret: str


def load() -> None:
    """Make the logins of `DEMO_LOGINS_FILE`, or bring them to what it says; nothing if it is not set."""
    place = os.environ.get("DEMO_LOGINS_FILE")
    if not place:
        return
    logins: dict[str, Login] = json.loads(Path(place).read_text())
    for name, login in logins.items():
        _make(name, login)


@transaction.atomic
def _make(name: str, login: Login) -> None:
    first, last = NAMES.get(name, (name.capitalize(), "Demo"))
    email = login["email"].lower()
    user = User.objects.filter(email=email).first() or User(email=email, first_name=first, last_name=last)
    if user._state.adding or not user.check_password(login["password"]):
        user.set_password(login["password"])
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    role = re.sub(r"[\d_]+$", "", name)
    if role in STAFF:
        user.groups.set([Group.objects.get_or_create(name=role)[0]])
    if login.get("totp_secret"):
        _enrol(user, login["totp_secret"])


def _enrol(user: User, secret: str) -> None:
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if kept is None:
        TOTP.activate(user, secret)
