"""What the portal asks of a video service."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Room:
    """A private room with one address for each side."""

    id: str
    url_for_patient: str = field(repr=False)
    url_for_clinician: str = field(repr=False)


class VideoRooms(Protocol):
    """Makes and closes rooms. `reference` is opaque; asking again with the same one gives the same room."""

    async def create_room(self, reference: str, *, starts_at: datetime, ends_at: datetime) -> Room:
        """Return the room for a visit.

        :raises VideoUnavailable: the service does not answer.
        """
        ...

    async def close_room(self, room_id: str) -> None:
        """Close a room, if it is open.

        :raises VideoUnavailable: the service does not answer.
        """
        ...
