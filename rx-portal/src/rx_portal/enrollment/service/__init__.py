"""The verbs of an enrollment, one transaction each."""

from rx_portal.enrollment.service.consenting import ToAgree, consent, to_agree
from rx_portal.enrollment.service.reading import known_profile, list_own, look
from rx_portal.enrollment.service.starting import start
from rx_portal.enrollment.service.withdrawing import withdraw

__all__ = ["ToAgree", "consent", "known_profile", "list_own", "look", "start", "to_agree", "withdraw"]
