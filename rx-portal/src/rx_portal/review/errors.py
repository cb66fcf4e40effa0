"""How a review refuses."""

from shared_lib.errors import Conflict, Invalid, NotFound


class ReviewNotFound(NotFound):
    """There is no such case, or it is somebody else's."""

    code = "review_not_found"


class ClaimedByAnother(Conflict):
    """Another clinician holds the case."""

    code = "claimed_by_another"


class KeptForAnother(Conflict):
    """Another clinician asked the patient, and gets the case back first."""

    code = "kept_for_another"


class ViewNotFound(NotFound):
    """There is no such saved view of this clinician."""

    code = "view_not_found"


class VisitHeld(Conflict):
    """The visit has taken place; there is no second one."""

    code = "visit_held"


class NotClaimed(Conflict):
    """The clinician does not hold the case, or no longer."""

    code = "not_claimed"


class AlreadyDecided(Conflict):
    """Somebody has decided the case; the message says who and when."""

    code = "already_decided"


class OverrideNeedsReason(Invalid):
    """The protocol did not approve, so that an approval needs a reason."""

    code = "override_needs_reason"


class ReasonMissing(Invalid):
    """The decision needs words."""

    code = "reason_missing"


class VisitForced(Conflict):
    """The law of the patient's state asks for the visit; no clinician can do without."""

    code = "visit_forced"


class QuestionMissing(NotFound):
    """Nothing was asked, or it is answered already."""

    code = "question_missing"
