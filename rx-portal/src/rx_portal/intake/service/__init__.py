"""The verbs of an intake, one transaction each. Submitting is `risk.service.submit_and_assess`."""

from rx_portal.intake.service.answering import answer
from rx_portal.intake.service.beginning import begin, publish
from rx_portal.intake.service.closing import close
from rx_portal.intake.service.reading import export, look, look_of_enrollment
from rx_portal.intake.service.reopening import reopen

__all__ = ["answer", "begin", "close", "export", "look", "look_of_enrollment", "publish", "reopen"]
