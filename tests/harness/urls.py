"""Addresses of the databases that a test may use, one for each login."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

Urls = Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """A shop's database and a desk's, with the URL of every login that may connect, and of the `administrator`."""

    shop: Urls
    rx: Urls


def at(administrator: str, database: str, user: str | None = None, password: str = "") -> str:
    """Return the administrator's URL turned to another database and, if given, another login."""
    parts = urlsplit(administrator)
    place = parts.netloc.rpartition("@")[2]
    netloc = f"{quote(user)}:{quote(password, safe='')}@{place}" if user else parts.netloc
    return urlunsplit(parts._replace(netloc=netloc, path=f"/{database}"))
