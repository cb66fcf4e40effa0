"""The envelope of something that happened: ids, codes, times and money, never a word about health."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import Enum
from typing import ClassVar
from uuid import UUID

from shared_lib.ids import uuid7
from shared_lib.money import Money

Plain = str | int | bool | None

PERMITTED = (str, int, bool, UUID, datetime, date, Enum, Money)


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to `subject_id`, by `actor_id`, at `occurred_at` (domain time).

    A slice's events derive from it and set `type` (`noun.happened.v1`). Further fields may only be of the
    types in `PERMITTED`; strings are codes from a closed list, never free text. One that no job consumes says
    so with `consumed = False`: it is kept and never rung for. A test walks every class.
    """

    type: ClassVar[str]
    queue: ClassVar[str] = "default"
    consumed: ClassVar[bool] = True

    subject_id: UUID
    actor_id: str
    occurred_at: datetime
    request_id: str | None = None
    event_id: UUID = field(default_factory=uuid7)

    @property
    def aggregate(self) -> str:
        """Return the noun, such as `review`."""
        return self.type.split(".", 1)[0]


ENVELOPE = frozenset(item.name for item in fields(Event))


def payload_of(event: Event) -> dict[str, Plain]:
    """Return the event's own fields, with its subject, actor and time, as plain JSON values."""
    values: dict[str, Plain] = {
        "subject_id": str(event.subject_id),
        "actor_id": event.actor_id,
        "occurred_at": event.occurred_at.isoformat(),
    }
    for item in fields(event):
        if item.name not in ENVELOPE:
            values.update(_plain(item.name, getattr(event, item.name)))
    return values


def _plain(name: str, value: object) -> dict[str, Plain]:
    match value:
        case Money():
            return {f"{name}_amount": value.amount, f"{name}_currency": value.currency}
        case Enum():
            return {name: value.value}
        case UUID():
            return {name: str(value)}
        case datetime() | date():
            return {name: value.isoformat()}
        case None | str() | int():
            return {name: value}
    raise TypeError(f"{name} may not travel in an event: {type(value).__name__}.")
