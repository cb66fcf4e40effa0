"""What the mails about an account say, in the language of the page that led to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from shared_lib.brand.wording import moment

ZONE = "America/New_York"


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: its subject, what it says, and the code to type or the link to follow, if there is one."""

    subject: str
    text: str
    code: str = ""
    action: str = ""
    link: str = ""
    after: str = ""


def letter_of(template: str, told: Mapping[str, Any], *, shop: str) -> Letter:
    """Return the mail that django-allauth asks for by its template, such as `account/email/unknown_account`.

    :param told: what django-allauth gives the template.
    :param shop: the shop's own address, in front of every path.
    :raises KeyError: there is no such mail.
    """
    kind = template.rpartition("/")[2]
    if kind in ("email_confirmation", "email_confirmation_signup"):
        return _confirmation(told)
    if kind in _CHANGES:
        return _change(kind, told, shop + reverse("account_reset_password"))
    return {
        "password_reset_key": _reset,
        "account_already_exists": _known,
        "unknown_account": _unknown,
        "taken_on": _taken_on,
    }[kind](told)


def _confirmation(told: Mapping[str, Any]) -> Letter:
    return Letter(
        _("Your confirmation code"),
        _("Type this code on the page that asks for it. It is good for 15 minutes, and once."),
        code=told["code"],
        after=_("Somebody gave us this address for an account. If it was not you, there is nothing to do."),
    )


def _reset(told: Mapping[str, Any]) -> Letter:
    return Letter(
        _("Choose a new password"),
        _("Somebody asked for a new password for your account. This link lets you choose one, once."),
        action=_("Choose a new password"),
        link=told["password_reset_url"],
        after=_("If it was not you, there is nothing to do: your password stays as it is."),
    )


def _taken_on(told: Mapping[str, Any]) -> Letter:
    return Letter(
        _("Your account for work"),
        _(
            "An account was made for you. This link lets you choose its password, once and within three days."
            " When you first sign in you are asked for a code that we mail, then for an authenticator app on"
            " your phone."
        ),
        action=_("Choose a password"),
        link=told["password_reset_url"],
        after=_("Then sign in at %(place)s. If the link is too old, ask there for a new password.") % told,
    )


def _known(told: Mapping[str, Any]) -> Letter:
    return Letter(
        _("You have an account already"),
        _("Somebody tried to make an account with this address, but there is one. Sign in with it."),
        action=_("Forgot your password?"),
        link=told["password_reset_url"],
        after=_("If it was not you, there is nothing to do: nothing was changed."),
    )


def _unknown(told: Mapping[str, Any]) -> Letter:
    return Letter(
        _("There is no account with this address"),
        _("Somebody asked for a new password, but no account uses this address. You may have used another."),
        action=_("Create an account"),
        link=told["signup_url"],
        after=_("If it was not you, there is nothing to do."),
    )


def _change(kind: str, told: Mapping[str, Any], reset: str) -> Letter:
    subject, text = _CHANGES[kind]
    where = {"at": moment(told["timestamp"], ZONE, get_language() or "en"), "ip": told["ip"]}
    given = {"to": told.get("to_email", ""), "gone": told.get("deleted_email", "")}
    return Letter(
        _(subject),
        f"{_(text) % given} {_('It happened on %(at)s, from the address %(ip)s.') % where}",
        action=_("Choose a new password"),
        link=reset,
        after=_("Was it not you? Choose a new password at once, then write to us."),
    )


_CHANGES: Mapping[str, tuple[str, str]] = {
    "password_reset": (
        gettext_noop("Your password was changed"),
        gettext_noop("You have chosen a new password."),
    ),
    "password_changed": (
        gettext_noop("Your password was changed"),
        gettext_noop("You have chosen a new password."),
    ),
    "password_set": (gettext_noop("Your password was set"), gettext_noop("You have chosen a password.")),
    "email_changed": (
        gettext_noop("Your e-mail address was changed"),
        gettext_noop("Your account now belongs to %(to)s."),
    ),
    "email_deleted": (
        gettext_noop("An e-mail address was removed"),
        gettext_noop("%(gone)s was removed from your account."),
    ),
    "email_confirm": (
        gettext_noop("Your e-mail address is confirmed"),
        gettext_noop("Your e-mail address was confirmed."),
    ),
    "totp_activated": (
        gettext_noop("An authenticator app was added"),
        gettext_noop("Signing in now also asks for a code of your authenticator app."),
    ),
    "totp_deactivated": (
        gettext_noop("The authenticator app was removed"),
        gettext_noop("Signing in no longer asks for a code of your authenticator app."),
    ),
    "recovery_codes_generated": (
        gettext_noop("New recovery codes were made"),
        gettext_noop("New recovery codes were made for your account; the old ones no longer hold."),
    ),
    "webauthn_added": (
        gettext_noop("A passkey was added"),
        gettext_noop("A passkey was added to your account."),
    ),
    "webauthn_removed": (
        gettext_noop("A passkey was removed"),
        gettext_noop("A passkey was removed from your account."),
    ),
}
