"""The evaluator: a protocol's rules applied to what is known of a patient. Pure: no clock, no database.

Everything is three-valued. A rule is *met*, *not met*, or *cannot be known*, and what cannot be known is
never taken for good news: taking a fact away can only ever take an approval away.
"""

from rx_portal.risk.evaluator.condition import FITS, AllOf, AnyOf, Compare, Condition, Operator
from rx_portal.risk.evaluator.fact import Fact, Facts, FactType, Kind, Value
from rx_portal.risk.evaluator.outcome import Outcome
from rx_portal.risk.evaluator.parse import parse
from rx_portal.risk.evaluator.protocol import Grade, Protocol, Rule
from rx_portal.risk.evaluator.shape import MalformedProtocol
from rx_portal.risk.evaluator.verdict import Decision, Finding, Verdict, conclude, evaluate
from rx_portal.risk.evaluator.words import describe

__all__ = [
    "FITS",
    "AllOf",
    "AnyOf",
    "Compare",
    "Condition",
    "Decision",
    "Fact",
    "FactType",
    "Facts",
    "Finding",
    "Grade",
    "Kind",
    "MalformedProtocol",
    "Operator",
    "Outcome",
    "Protocol",
    "Rule",
    "Value",
    "Verdict",
    "conclude",
    "describe",
    "evaluate",
    "parse",
]
