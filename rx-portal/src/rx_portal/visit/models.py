"""Tables of visits, of the time they keep, and of the clinicians' calendars and licences."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSTZRANGE, Range
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.kit.db import Base
from rx_portal.visit.slots import Span
from rx_portal.visit.states import Moment, Move, Status, WorkKind, advance
from rx_portal.visit.window import Window
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


class Visit(Base):
    """One visit that an enrollment has to have. `zone` is the patient's; `last_on` counts in full there."""

    __tablename__ = "visit"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    enrollment_id: Mapped[UUID] = mapped_column(unique=True)
    patient_id: Mapped[UUID]
    patient_number: Mapped[int] = mapped_column(BigInteger)
    product: Mapped[str]
    state: Mapped[str]
    zone: Mapped[str]
    forced: Mapped[bool]
    status: Mapped[Status]
    opens_at: Mapped[datetime]
    last_on: Mapped[date]
    clinic_late: Mapped[bool] = mapped_column(default=False)
    clinician_id: Mapped[UUID | None]
    clinician_number: Mapped[int | None] = mapped_column(BigInteger)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    held_until: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=0)
    misses: Mapped[int] = mapped_column(default=0)
    patient_room: Mapped[bytes | None] = mapped_column(LargeBinary)
    clinician_room: Mapped[bytes | None] = mapped_column(LargeBinary)
    note: Mapped[bytes | None] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime]

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"visit:{self.id}"

    @property
    def window(self) -> Window:
        """Return the days in which it has to take place."""
        return Window(self.opens_at, self.last_on, self.zone)

    @property
    def span(self) -> Span | None:
        """Return the time it keeps, if it keeps one."""
        return Span(self.starts_at, self.ends_at) if self.starts_at and self.ends_at else None


class VisitStep(Base):
    """One move of a visit: who, when, from where to where. Rows are only ever added."""

    __tablename__ = "visit_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("rx.visit.id"))
    patient_id: Mapped[UUID]
    move: Mapped[Move]
    from_status: Mapped[Status]
    to_status: Mapped[Status]
    actor_id: Mapped[str]
    actor_role: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str | None]
    clinician_id: Mapped[UUID | None]
    starts_at: Mapped[datetime | None]

    @classmethod
    def of(cls, visit: Visit, move: Move, *, actor: Actor, at: datetime, reason: str | None) -> "VisitStep":
        """Return the step of moving this visit now, before its status is assigned."""
        return cls(
            visit_id=visit.id,
            patient_id=visit.patient_id,
            move=move,
            from_status=visit.status,
            to_status=advance(visit.status, move),
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
            reason=reason,
            clinician_id=visit.clinician_id,
            starts_at=visit.starts_at,
        )


class Claim(Base):
    """The time of a clinician and a patient that a live visit keeps; the database lets no two overlap.

    It names people by number only, so that one patient's search may see which times are taken, not by whom.
    """

    __tablename__ = "visit_claim"

    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    clinician_number: Mapped[int] = mapped_column(BigInteger)
    patient_number: Mapped[int] = mapped_column(BigInteger)
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    held_until: Mapped[datetime | None]


class Attestation(Base):
    """What somebody attested of a patient's identity and location. Rows are only ever added."""

    __tablename__ = "visit_attestation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("rx.visit.id"))
    patient_id: Mapped[UUID]
    moment: Mapped[Moment]
    state: Mapped[str]
    actor_id: Mapped[str]
    actor_role: Mapped[str]
    at: Mapped[datetime]


class WorkItem(Base):
    """Something that the clinic, not the patient, has to put right; open until somebody has."""

    __tablename__ = "visit_work_item"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("rx.visit.id"))
    patient_id: Mapped[UUID]
    kind: Mapped[WorkKind]
    due_on: Mapped[date]
    raised_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None]


class CalendarRow(Base):
    """How a clinician sees patients: in which zone, and for how many minutes each."""

    __tablename__ = "clinician_calendar"

    clinician_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, unique=True)
    zone: Mapped[str]
    minutes: Mapped[int]


class HoursRow(Base):
    """Weekly hours on one weekday (Monday is 0), by the clocks of the clinician's zone."""

    __tablename__ = "clinician_hours"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    clinician_id: Mapped[UUID] = mapped_column(ForeignKey("rx.clinician_calendar.clinician_id"))
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]


class TimeOff(Base):
    """A stretch in which a clinician sees nobody."""

    __tablename__ = "clinician_time_off"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    clinician_id: Mapped[UUID] = mapped_column(ForeignKey("rx.clinician_calendar.clinician_id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class LicenceWork(Base):
    """That a licence ends soon and has to be renewed, once for each end; done when it was, or will not be."""

    __tablename__ = "licence_work"
    __table_args__ = (UniqueConstraint("licence_id", "expires_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    licence_id: Mapped[UUID] = mapped_column(ForeignKey("rx.clinician_licence.id"))
    clinician_id: Mapped[UUID]
    state: Mapped[str]
    expires_on: Mapped[date]
    raised_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None]


class Licence(Base):
    """A clinician's permission to practise in a state, good to the end of `expires_on`."""

    __tablename__ = "clinician_licence"
    __table_args__ = (UniqueConstraint("clinician_id", "state"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    clinician_id: Mapped[UUID]
    state: Mapped[str]
    number: Mapped[str]
    expires_on: Mapped[date]
