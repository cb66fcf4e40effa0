"""The verbs of risk, one transaction each."""

from rx_portal.risk.service.assessing import submit_and_assess
from rx_portal.risk.service.authoring import discard, draft, list_protocols, publish
from rx_portal.risk.service.reading import decision, is_awaited, look
from rx_portal.risk.service.replaying import replay
from rx_portal.risk.service.revising import look_at_version, revise

__all__ = [
    "decision",
    "discard",
    "draft",
    "is_awaited",
    "list_protocols",
    "look",
    "look_at_version",
    "publish",
    "replay",
    "revise",
    "submit_and_assess",
]
