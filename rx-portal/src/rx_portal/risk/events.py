"""What the later slices are told of an assessment. `subject_id` is the assessment's id."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from rx_portal.risk.evaluator import Decision
from shared_lib.events import Event


@dataclass(frozen=True, kw_only=True)
class RiskAssessed(Event):
    """The protocol has concluded.

    `more_action_required` always opens a visit; `visit_required` says that the state's law asks for it, so
    that no clinician may override it. `urgent` says that a rule raised an alarm.
    """

    type: ClassVar[str] = "risk.assessed.v1"

    enrollment_id: UUID
    patient_id: UUID
    product: str
    state: str
    decision: Decision
    visit_required: bool
    urgent: bool
