"""The verbs of a prescription."""

from rx_portal.prescription.service.drafting import check, draft
from rx_portal.prescription.service.ending import cancel, expire
from rx_portal.prescription.service.reading import look
from rx_portal.prescription.service.signing import sign

__all__ = ["cancel", "check", "draft", "expire", "look", "sign"]
