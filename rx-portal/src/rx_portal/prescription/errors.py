"""How a prescription refuses."""

from shared_lib.errors import Conflict, Invalid, NotFound


class PrescriptionNotFound(NotFound):
    """There is no such prescription, or it is somebody else's."""

    code = "prescription_not_found"


class ControlledSubstance(Conflict):
    """The drug is in schedule II to V; this desk does not prescribe those."""

    code = "controlled_substance"


class NotReady(Invalid):
    """Something that a prescription needs is missing; the message names it."""

    code = "not_ready"


class FindingUnanswered(Invalid):
    """A check found something, and the prescriber did not say why they go on."""

    code = "finding_unanswered"


class UncheckedUnanswered(Invalid):
    """Something could not be checked, and the prescriber did not say why they go on."""

    code = "unchecked_unanswered"


class ContentChanged(Conflict):
    """What is to be signed is not what was shown."""

    code = "content_changed"


class BadSignature(Conflict):
    """The content is not what was signed, or was signed by a key that is not ours."""

    code = "bad_signature"
