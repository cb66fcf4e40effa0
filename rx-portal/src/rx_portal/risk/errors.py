"""Why a protocol is not kept or an assessment not made."""

from shared_lib.errors import Conflict, Invalid, NotFound


class ProtocolNotFound(NotFound):
    """There is no such protocol, or none of this key is published."""

    code = "protocol_not_found"


class AssessmentNotFound(NotFound):
    """There is no such assessment."""

    code = "assessment_not_found"


class SamePerson(Conflict):
    """Whoever wrote a protocol cannot publish it: a second person has to."""

    code = "same_person"


class NotYourDraft(Conflict):
    """Only its author writes on a draft."""

    code = "not_your_draft"


class RevisedMeanwhile(Conflict):
    """A draft was saved from another window since this one was opened."""

    code = "revised_meanwhile"


class KeyMismatch(Invalid):
    """A protocol says that it is another than the one that it is drafted for."""

    code = "protocol_key_mismatch"
