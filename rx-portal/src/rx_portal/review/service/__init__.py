"""The verbs of a review, one transaction each. Approval is a part of signing: `prescription.sign`."""

from rx_portal.review.service.deciding import answer, ask, deny
from rx_portal.review.service.drafting import keep_working, look_at_claim
from rx_portal.review.service.opening import admit, close, lapse, open_case, require_visit, waive
from rx_portal.review.service.queue import (
    claim,
    expire_claim,
    find_next,
    list_first_page,
    list_page,
    look_for_news,
    queue_mark,
    release,
)
from rx_portal.review.service.reading import look_at_outcome
from rx_portal.review.service.viewing import (
    change_view,
    remove_view,
    restore_view,
    save_view,
)

__all__ = [
    "admit",
    "answer",
    "ask",
    "change_view",
    "claim",
    "close",
    "deny",
    "expire_claim",
    "find_next",
    "keep_working",
    "lapse",
    "list_first_page",
    "list_page",
    "look_at_claim",
    "look_at_outcome",
    "look_for_news",
    "open_case",
    "queue_mark",
    "release",
    "remove_view",
    "require_visit",
    "restore_view",
    "save_view",
    "waive",
]
