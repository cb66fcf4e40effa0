"""What the applications ask of a mail and SMS service."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to one person; `text` and `html` say the same."""

    to: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text message to one telephone number in E.164."""

    to: str = field(repr=False)
    body: str = field(repr=False)


class Notifier(Protocol):
    """Sends mails and texts. `key` is the caller's own, stored before: a repetition sends nothing."""

    async def mail(self, mail: Mail, *, key: str) -> None:
        """Send a mail.

        :raises NotifyUnavailable: the service does not answer, or not now.
        """
        ...

    async def text(self, text: Text, *, key: str) -> None:
        """Send a text message.

        :raises NotifyUnavailable: the service does not answer, or not now.
        """
        ...
