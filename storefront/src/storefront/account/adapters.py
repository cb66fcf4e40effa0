"""Where django-allauth asks this clinic: mails, names, and how secrets of second factors are kept."""

import base64
import io
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from shared_lib.vault import DataKey, Place, open_, seal
from storefront.account.letters import letter_of
from storefront.account.models import User

PLACE = Place("storefront.mfa_authenticator.data", "secret")


def display(user: User) -> str:
    """Return what a person is called on screen and in mails."""
    return user.get_short_name()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts as they are, in this clinic's words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("That e-mail and password do not match. Check both, or reset it."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or reset your password."),
        "incorrect_code": _("That code is not right. Check the newest e-mail and try again."),
        "rate_limited": _("You have asked a few times in a row. Wait a minute and try again."),
    }

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Return a mail in the clinic's words and look."""
        letter = letter_of(template_prefix, context, shop=settings.SHOP.storefront_url)
        mail = EmailMultiAlternatives(
            letter.subject,
            render_to_string("account/mail.txt", {"letter": letter}).strip(),
            self.get_from_email(),
            [email] if isinstance(email, str) else email,
            headers=headers,
        )
        mail.attach_alternative(render_to_string("account/mail.html", {"letter": letter}), "text/html")
        return mail


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, whose secrets the database never sees."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That code is not right, or was used already. Wait for the next one."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Return a refusal in words that fit what was shown: a passkey has no code."""
        match = context.request.resolver_match if context.request else None
        if code == "incorrect_code" and match and str(match.url_name).endswith("_webauthn"):
            return ValidationError(
                _("This passkey does not open an account here. Sign in another way."), code
            )
        error: ValidationError = super().validation_error(code, *args)
        return error

    def encrypt(self, text: str) -> str:
        """Return a secret as it may be stored."""
        return base64.b64encode(seal(_key(), PLACE, text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret in the clear."""
        return open_(_key(), PLACE, base64.b64decode(encrypted_text)).decode()

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code, dark on white whatever the colour scheme, as cameras expect."""
        drawn = io.BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage, border=2).save(drawn)
        return drawn.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return who asks for a passkey: this clinic, under its own host."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.WAGTAIL_SITE_NAME}


def _key() -> DataKey:
    return DataKey("storefront", 1, settings.SHOP.vault_key)
