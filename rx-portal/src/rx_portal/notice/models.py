"""How a patient wants to be written to, and the insert-only history of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.kit.db import Base
from rx_portal.notice.states import Change, Language, Way
from shared_lib.ids import uuid7


class NoticeChoice(Base):
    """One patient's choice. `phone_index` is that of the number that the agreement to texts was given for."""

    __tablename__ = "notice_choice"

    patient_id: Mapped[UUID] = mapped_column(primary_key=True)
    language: Mapped[Language]
    texts: Mapped[bool]
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime]

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"notice:{self.patient_id}"


class NoticeStep(Base):
    """One change of a choice; `wording` is the version of the words that were agreed to. Only ever added."""

    __tablename__ = "notice_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    patient_id: Mapped[UUID]
    change: Mapped[Change]
    way: Mapped[Way]
    wording: Mapped[str | None]
    actor_id: Mapped[str]
    actor_role: Mapped[str]
    at: Mapped[datetime]
