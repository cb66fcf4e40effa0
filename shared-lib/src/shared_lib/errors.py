"""The three ways in which the domain says no; each application maps them to HTTP in one place."""

from typing import ClassVar


class Refusal(Exception):
    """The domain declined to do something, and nothing was changed.

    `code` is stable and may be relied on by clients; the message is for people and carries no personal data.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(Refusal):
    """There is no such thing, or the actor may not know that there is."""

    code: ClassVar[str] = "not_found"


class Conflict(Refusal):
    """The thing is not in a state that allows this; another attempt may succeed later."""

    code: ClassVar[str] = "conflict"


class Invalid(Refusal):
    """What was given cannot be accepted as it is."""

    code: ClassVar[str] = "invalid"
