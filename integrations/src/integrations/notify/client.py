"""The notification service over HTTP: the small JSON interface of the clinic's gateway."""

from typing import Any

import httpx

from integrations.notify.errors import NotifyRefused, NotifyUnavailable
from integrations.notify.port import Mail, Text
from shared_lib.telemetry.watch import calling

TIMEOUT = 8.0


class HttpNotifier:
    """`Notifier`, for code that awaits."""

    def __init__(self, base: str) -> None:
        self._client = httpx.AsyncClient(base_url=base, timeout=TIMEOUT)

    async def mail(self, mail: Mail, *, key: str) -> None:
        """Send a mail; see the port."""
        with calling("notify", "mail"):
            await self._send("/v1/mails", _mail(mail), key)

    async def text(self, text: Text, *, key: str) -> None:
        """Send a text message; see the port."""
        with calling("notify", "text"):
            await self._send("/v1/texts", _text(text), key)

    async def _send(self, path: str, body: dict[str, Any], key: str) -> None:
        try:
            response = await self._client.post(path, json=body, headers={"idempotency-key": key})
        except httpx.HTTPError as error:
            raise NotifyUnavailable("The notification service does not answer.") from error
        _check(response)


class Mailer:
    """Mails for code that blocks."""

    def __init__(self, base: str) -> None:
        self._client = httpx.Client(base_url=base, timeout=TIMEOUT)

    def send(self, mail: Mail, *, key: str) -> None:
        """Send a mail.

        :raises NotifyUnavailable: the service does not answer, or not now.
        :raises NotifyRefused: it will not send this.
        """
        with calling("notify", "mail"):
            try:
                response = self._client.post("/v1/mails", json=_mail(mail), headers={"idempotency-key": key})
            except httpx.HTTPError as error:
                raise NotifyUnavailable("The notification service does not answer.") from error
            _check(response)


def _mail(mail: Mail) -> dict[str, Any]:
    return {"to": mail.to, "subject": mail.subject, "text": mail.text, "html": mail.html}


def _text(text: Text) -> dict[str, Any]:
    return {"to": text.to, "body": text.body}


def _check(response: httpx.Response) -> None:
    if response.status_code in (408, 429) or response.is_server_error:
        raise NotifyUnavailable(f"The notification service answered {response.status_code}.")
    if response.is_client_error:
        raise NotifyRefused(f"The notification service refused this with {response.status_code}.")
