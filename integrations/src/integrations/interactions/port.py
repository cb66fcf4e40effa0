"""What the portal asks of a drug knowledge service, in its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shared_lib.errors import Conflict


@dataclass(frozen=True, slots=True)
class Known:
    """Two substances and what happens when they meet; `severe` ones are not taken together."""

    one: str
    other: str
    severe: bool
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service said: what it found, and the substances that it does not know."""

    found: tuple[Known, ...]
    unknown: tuple[str, ...]
    version: str


class Unavailable(Conflict):
    """The service does not answer, or not usably: what it would have said is unknown."""

    code = "interactions_unavailable"


class Interactions(Protocol):
    """A drug knowledge service. It is given nonproprietary names and nothing else."""

    async def between(self, prescribed: Sequence[str], taken: Sequence[str]) -> Answer:
        """Return what is known of taking these beside those.

        :raises Unavailable: it could not be asked.
        """
        ...
