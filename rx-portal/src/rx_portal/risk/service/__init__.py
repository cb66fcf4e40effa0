"""The verbs of risk, one transaction each."""

from rx_portal.risk.service.assessing import submit_and_assess
from rx_portal.risk.service.authoring import discard, draft, list_protocols, publish
from rx_portal.risk.service.reading import decision, look

__all__ = ["decision", "discard", "draft", "list_protocols", "look", "publish", "submit_and_assess"]
