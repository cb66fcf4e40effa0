"""Mails about cases: neutral, with nothing but the way to the portal."""

from html import escape

from integrations.notify.port import Mail


def decided(to: str, address: str) -> Mail:
    """Return the news that there is news."""
    return _mail(to, "There is news for you", "A clinician has looked at what you sent us.", address)


def asked(to: str, address: str) -> Mail:
    """Return the news that somebody has a question."""
    return _mail(to, "We have a question for you", "Somebody from our care team has a question.", address)


def _mail(to: str, subject: str, first: str, address: str) -> Mail:
    then = "Sign in to read it. Nothing has been charged."
    text = f"{first} {then}\n\n{address}\n\nAlder & Vale\n"
    html = (
        f"<p>{escape(first)} {escape(then)}</p>"
        f'<p><a href="{escape(address)}">{escape(address)}</a></p><p>Alder &amp; Vale</p>'
    )
    return Mail(to, subject, text, html)
