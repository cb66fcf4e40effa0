"""What goes over the wire between a visitor and the first questions."""

from dataclasses import dataclass
from datetime import date, datetime

from rx_portal.eligibility.states import Refused
from rx_portal.formulary.schemas import Alternative, Listing


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether to go on: either a ticket, or the reasons against it and perhaps something else to look at."""

    listing: Listing
    refusals: tuple[Refused, ...]
    token: str | None
    expires_at: datetime | None

    @property
    def alternative(self) -> Alternative | None:
        """Return what the shop has instead, for somebody who was refused."""
        return self.listing.alternative if self.refusals else None


@dataclass(frozen=True, slots=True)
class Question:
    """`POST /api/v1/eligibility`: `excluded` names the exclusions that apply."""

    product: str
    state: str
    birth_date: date
    excluded: list[str]


@dataclass(frozen=True, slots=True)
class RefusedOut:
    """One reason, for a program and for a person."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class AnswerOut:
    """The answer; `alternative` is a product of the shop by its slug."""

    eligible: bool
    reasons: list[RefusedOut]
    alternative: str | None
    ticket: str | None
    expires_at: datetime | None
