"""What the desk's screens show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from rx_portal.enrollment.schemas import Profile
from rx_portal.intake.states import Status as IntakeStatus
from rx_portal.prescription.schemas import Answered as Kept
from rx_portal.review.schemas import CaseRecord, Earlier
from rx_portal.risk.schemas import Assessment
from shared_lib.identity import Role

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder
    from rx_portal.prescription.models import Prescription
    from rx_portal.review.models import Review
    from rx_portal.visit.models import LicenceWork, Visit, WorkItem

UUID_LENGTH = 36


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer, as the patient would say it."""

    label: str
    value: str
    photo: UUID | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything about a case on one screen; `zone` is the one in which whoever looks reads times."""

    review: "Review"
    record: CaseRecord
    assessment: Assessment | None
    answers: Sequence[Answered]
    profile: Profile | None
    age: int | None
    visit: "Visit | None"
    visit_note: str | None
    prescription: "Prescription | None"
    checks: Sequence[Kept]
    names: Mapping[UUID, str]
    licensed: bool
    zone: str


@dataclass(frozen=True, slots=True)
class History:
    """What else there is of a patient."""

    cases: Sequence[Earlier]
    prescriptions: "Sequence[Prescription]"
    orders: "Sequence[RxOrder]"


@dataclass(frozen=True, slots=True)
class Stopped:
    """An intake that an urgent answer has stopped, in the list of them."""

    id: UUID
    product: str
    state: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """The same with what was answered and whom to call; `zone` is the patient's."""

    id: UUID
    status: IntakeStatus
    product: str
    state: str
    zone: str
    since: datetime
    profile: Profile | None
    age: int | None
    urgent: Sequence[Answered]
    answers: Sequence[Answered]


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """A visit as its clinician sees it; `note` is what they have typed so far."""

    visit: "Visit"
    profile: Profile | None
    room: str | None
    note: str
    review_id: UUID | None
    attested: Sequence[tuple[datetime, str, str]]


@dataclass(frozen=True, slots=True)
class Home:
    """What waits for somebody at the desk; `signs` and `licensed` tell whether they are ready to decide."""

    to_decide: int
    waiting: int
    mine: int
    overdue: int
    visits: "Sequence[Visit]"
    work: "Sequence[WorkItem]"
    stopped: int
    licences: "Sequence[LicenceWork]"
    names: Mapping[UUID, str]
    signs: bool
    licensed: bool


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the audit record."""

    at: datetime
    actor: str
    role: str
    action: str
    subject: str
    purpose: str

    @property
    def is_by_staff(self) -> bool:
        """Tell whether a member of staff acted, whose id is one of the desk's."""
        return self.role not in {Role.PATIENT, "system"} and len(self.actor) == UUID_LENGTH


@dataclass(frozen=True, slots=True)
class Log:
    """The newest lines about a record, or about everything.

    `patient` is the patient's record where an order was asked for; `names` are of staff, by id.
    """

    entries: "Sequence[Logged]"
    about: str
    patient: str
    names: Mapping[str, str]
