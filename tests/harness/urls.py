"""Addresses of the databases that a test may use, one for each login."""

from collections.abc import Mapping
from dataclasses import dataclass

Urls = Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """A shop's database and a desk's: the URL of every login that may connect, and the `administrator`'s."""

    shop: Urls
    rx: Urls
