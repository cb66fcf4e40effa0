"""The verbs of an intake, one transaction each. Submitting is `risk.service.submit_and_assess`."""

from rx_portal.intake.service.answering import answer
from rx_portal.intake.service.beginning import begin, publish
from rx_portal.intake.service.closing import close
from rx_portal.intake.service.photographing import keep_photo, look_at_photo, remove_photo
from rx_portal.intake.service.reading import export, look, look_of_enrollment
from rx_portal.intake.service.reopening import reopen

__all__ = [
    "answer",
    "begin",
    "close",
    "export",
    "keep_photo",
    "look",
    "look_at_photo",
    "look_of_enrollment",
    "publish",
    "remove_photo",
    "reopen",
]
