"""How a visit refuses."""

from shared_lib.errors import Conflict, Invalid, NotFound


class VisitNotFound(NotFound):
    """There is no such visit, or it is somebody else's."""

    code = "visit_not_found"


class SlotTaken(Conflict):
    """Somebody else has that time, or the patient is elsewhere then."""

    code = "slot_taken"


class SlotNotOffered(Invalid):
    """That is not one of the clinician's times."""

    code = "slot_not_offered"


class HoldExpired(Conflict):
    """The time was kept for a while, and the while is over."""

    code = "hold_expired"


class AnotherHeld(Conflict):
    """Another time is kept than the one that was read: it was chosen in another tab."""

    code = "another_held"


class OutsideWindow(Conflict):
    """The visit would not take place within its days."""

    code = "outside_window"


class LicenceNotFound(NotFound):
    """There is no such licence."""

    code = "licence_not_found"


class NotLicensed(Conflict):
    """The clinician may not practise where the patient is on that day."""

    code = "not_licensed"


class LocationMismatch(Conflict):
    """The patient will not be, or is not, in the state the visit is for."""

    code = "location_mismatch"


class IdentityNotAttested(Invalid):
    """Nobody said that the person is the patient."""

    code = "identity_not_attested"


class NotYourVisit(Conflict):
    """Another clinician has this visit."""

    code = "not_your_visit"


class VisitsInTheWay(Conflict):
    """Visits are booked in the time that somebody wants off."""

    code = "visits_in_the_way"


class TooEarly(Conflict):
    """The visit has not begun yet."""

    code = "too_early"


class TooLate(Conflict):
    """The visit's time has come; it can no longer be moved by the patient."""

    code = "too_late"
