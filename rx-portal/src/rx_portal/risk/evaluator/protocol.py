"""A protocol: the clinic's own table of rules for one treatment."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rx_portal.risk.evaluator.condition import Condition
from rx_portal.risk.evaluator.fact import FactType


class Grade(StrEnum):
    """How much hangs on a rule. It orders the case screen; only URGENT changes the decision's meaning."""

    CRITERION = "criterion"
    CAUTION = "caution"
    CONTRAINDICATION = "contraindication"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement for approval; or, graded urgent, one alarm that is raised when its condition is met.

    `statement` says in a patient's words what the rule asks; `source` names where the threshold comes from.
    """

    code: str
    grade: Grade
    statement: str
    source: str
    condition: Condition

    @property
    def alarm(self) -> bool:
        """Tell whether being met is bad news."""
        return self.grade is Grade.URGENT


@dataclass(frozen=True, slots=True)
class Protocol:
    """Rules over facts, for one treatment. At least one rule is a requirement."""

    key: str
    title: str
    facts: Mapping[str, FactType]
    rules: tuple[Rule, ...]
