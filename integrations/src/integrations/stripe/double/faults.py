"""Misfortunes on demand: a test names the next requests that are to go wrong, and how."""

import asyncio
from dataclasses import asdict, dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from integrations.stripe.double.errors import Answer, Fault, Object

OUTAGE = {"type": "api_error", "message": "Something went wrong, as it was asked to."}
LIMITED = {"type": "invalid_request_error", "code": "rate_limit", "message": "Too many requests; slow down."}


class Kind(StrEnum):
    """What goes wrong; `nothing` is how it should be."""

    NOTHING = "nothing"
    ERROR = "error"
    SLOW = "slow"
    DROP = "drop"
    LIMIT = "limit"


class When(StrEnum):
    """Whether the request had done its work by then, which the client cannot tell."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(slots=True)
class Misfortune:
    """One to come. `path` takes the wildcard `*`; `times` is how many requests it still strikes."""

    kind: Kind
    when: When = When.BEFORE
    method: str = "*"
    path: str = "*"
    account: str = "*"
    seconds: float = 30.0
    times: int = 1

    @classmethod
    def of(cls, given: Object) -> "Misfortune":
        """Return one as a control request describes it.

        :raises ValueError: it makes no sense.
        :raises TypeError: it names something unknown.
        """
        kind, when = Kind(given.get("kind", "error")), When(given.get("when", "before"))
        rest = {key: value for key, value in given.items() if key not in ("kind", "when")}
        rest |= {"seconds": float(given.get("seconds", 30)), "times": int(given.get("times", 1))}
        return cls(kind=kind, when=when, **rest)

    def strikes(self, method: str, path: str, account: str) -> bool:
        """Return whether it is meant for this request."""
        wanted = ((method, self.method), (path, self.path), (account, self.account))
        return self.times > 0 and all(fnmatchcase(given, pattern) for given, pattern in wanted)

    def early(self) -> None:
        """Strike before the request is even looked at.

        :raises Fault: 429 or 500.
        :raises ConnectionAbortedError: the connection is to break.
        """
        if self.kind is Kind.LIMIT:
            raise Fault(429, LIMITED)
        if self.when is When.BEFORE and self.kind is Kind.ERROR:
            raise Fault(500, OUTAGE)
        if self.when is When.BEFORE and self.kind is Kind.DROP:
            raise ConnectionAbortedError

    async def pause(self, when: When) -> None:
        """Strike just before or just after the work.

        :raises ConnectionAbortedError: the connection is to break.
        """
        if self.when is when and self.kind is Kind.SLOW:
            await asyncio.sleep(self.seconds)
        if self.when is when and self.kind is Kind.DROP:
            raise ConnectionAbortedError

    def seen(self, made: Answer) -> Answer:
        """Return what the client is told, and told again under the same key."""
        wrong = self.kind is Kind.ERROR and self.when is When.AFTER
        return (500, {"error": OUTAGE}) if wrong else made


CALM = Misfortune(Kind.NOTHING)


class Faults:
    """Those still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Misfortune] = []

    def add(self, misfortune: Misfortune) -> None:
        """Let it strike after the others."""
        self._waiting.append(misfortune)

    def take(self, method: str, path: str, account: str) -> Misfortune:
        """Return the one that strikes this request, and use it up by one."""
        for misfortune in self._waiting:
            if misfortune.strikes(method, path, account):
                misfortune.times -= 1
                self._waiting = [other for other in self._waiting if other.times > 0]
                return misfortune
        return CALM

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self._waiting = []

    def listed(self) -> list[Object]:
        """Return those still to come."""
        return [asdict(misfortune) for misfortune in self._waiting]
