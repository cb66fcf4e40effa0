"""What others learn about cases. `subject_id` is the review's id."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared_lib.events import Event


@dataclass(frozen=True, kw_only=True)
class OfCase(Event):
    """Something that happened to a case."""

    enrollment_id: UUID
    patient_id: UUID
    product: str


@dataclass(frozen=True, kw_only=True)
class ReviewApproved(OfCase):
    """A clinician approved; a prescription was written in the same transaction."""

    type: ClassVar[str] = "review.approved.v1"
    consumed: ClassVar[bool] = False

    overridden: bool


@dataclass(frozen=True, kw_only=True)
class ReviewDenied(OfCase):
    """A clinician denied; nothing is owed and nothing is taken."""

    type: ClassVar[str] = "review.denied.v1"


@dataclass(frozen=True, kw_only=True)
class InformationRequested(OfCase):
    """A clinician asked the patient something before deciding."""

    type: ClassVar[str] = "review.information_requested.v1"


@dataclass(frozen=True, kw_only=True)
class InformationProvided(OfCase):
    """The patient has answered."""

    type: ClassVar[str] = "review.information_provided.v1"
    consumed: ClassVar[bool] = False
