"""Misfortunes on demand: a test names the next requests that are to go wrong, and how."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from integrations.stripe.double.errors import Object


class Kind(StrEnum):
    """What goes wrong."""

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
        return cls(kind=kind, when=when, **rest)

    def strikes(self, method: str, path: str, account: str) -> bool:
        """Return whether it is meant for this request."""
        wanted = ((method, self.method), (path, self.path), (account, self.account))
        return self.times > 0 and all(fnmatchcase(given, pattern) for given, pattern in wanted)


class Faults:
    """Those still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Misfortune] = []

    def add(self, misfortune: Misfortune) -> None:
        """Let it strike after the others."""
        self._waiting.append(misfortune)

    def take(self, method: str, path: str, account: str) -> Misfortune | None:
        """Return the one that strikes this request, if any, and use it up by one."""
        for misfortune in self._waiting:
            if misfortune.strikes(method, path, account):
                misfortune.times -= 1
                self._waiting = [other for other in self._waiting if other.times > 0]
                return misfortune
        return None

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self._waiting = []

    def listed(self) -> list[Object]:
        """Return those still to come."""
        return [asdict(misfortune) for misfortune in self._waiting]
