"""Why an enrollment cannot be started or go on."""

from uuid import UUID

from shared_lib.errors import Conflict, Invalid


class AlreadyEnrolled(Conflict):
    """The patient has an open enrollment for this product; `enrollment_id` says which."""

    code = "already_enrolled"

    def __init__(self, enrollment_id: UUID) -> None:
        super().__init__("You have applied for this already.")
        self.enrollment_id = enrollment_id


class NotEligible(Invalid):
    """With these particulars, or by today's rules, the patient cannot go on."""

    code = "not_eligible"


class AnotherText(Conflict):
    """The consent text has changed since it was shown; the new one has to be read."""

    code = "another_consent_text"


class NotInState(Invalid):
    """The patient does not say that they are in the state in which they ask for care."""

    code = "not_in_state"
