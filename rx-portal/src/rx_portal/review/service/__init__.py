"""The verbs of a review, one transaction each. Approval is a part of signing: `prescription.sign`."""

from rx_portal.review.service.deciding import answer, ask, deny
from rx_portal.review.service.opening import admit, close, lapse, open_case, waive
from rx_portal.review.service.queue import claim, expire_claim, list_page, queue_mark, release
from rx_portal.review.service.reading import look_at_outcome

__all__ = [
    "admit",
    "answer",
    "ask",
    "claim",
    "close",
    "deny",
    "expire_claim",
    "lapse",
    "list_page",
    "look_at_outcome",
    "open_case",
    "queue_mark",
    "release",
    "waive",
]
