"""Why an answer or a submission is not taken."""

from collections.abc import Sequence

from shared_lib.errors import Conflict, Invalid, NotFound


class IntakeNotFound(NotFound):
    """There is no such intake, or it is somebody else's."""

    code = "intake_not_found"


class QuestionnaireNotFound(NotFound):
    """There is no such questionnaire."""

    code = "questionnaire_not_found"


class ReasonMissing(Invalid):
    """It does not say why."""

    code = "reason_missing"


class NotAsked(NotFound):
    """This question does not apply, given the other answers."""

    code = "question_not_asked"


class ConsentMissing(Conflict):
    """The patient has not agreed to telehealth yet."""

    code = "consent_missing"


class PhotoNotFound(NotFound):
    """There is no such photo, it was removed, or it is somebody else's."""

    code = "photo_not_found"


class PhotoRefused(Invalid):
    """The file is no photo that can be taken in; the message says what would be."""

    code = "photo_refused"


class StaleAnswer(Conflict):
    """Another answer was saved since the page was opened; nothing was overwritten."""

    code = "stale_answer"


class Incomplete(Invalid):
    """Required questions have no answer; `missing` has their link ids."""

    code = "intake_incomplete"

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(f"{len(missing)} questions still need an answer.")
        self.missing = tuple(missing)
