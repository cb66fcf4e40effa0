"""Django's outgoing mail (sign-up, password reset) by way of the clinic's notifier."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from integrations.notify.client import Mailer
from integrations.notify.port import Mail
from shared_lib.ids import uuid7


@cache
def mailer(url: str) -> Mailer:
    """Return the one mailer of this process: to make one reads every certificate authority, 28 ms."""
    return Mailer(url)


class ThroughNotify(BaseEmailBackend):
    """Hands each message to `NOTIFY_URL`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send each message to each of its recipients and return how many messages went out."""
        notifier = mailer(settings.SHOP.notify_url)
        for message in email_messages:
            for recipient in message.recipients():
                letter = Mail(recipient, str(message.subject), str(message.body), _html(message))
                notifier.send(letter, key=str(uuid7()))
        return len(email_messages)


def _html(message: EmailMessage) -> str:
    alternatives: list[Any] = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    return next((str(found[0]) for found in alternatives if found[1] == "text/html"), "")
