"""Why somebody cannot go on, decided from what they said and what holds where they live."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rx_portal.formulary.places import state_name
from rx_portal.formulary.schemas import Offering, StateRule
from rx_portal.formulary.states import Modality


class Reason(StrEnum):
    """Why not, as a code."""

    STATE_NOT_LISTED = "state_not_listed"
    IN_PERSON_ONLY = "in_person_only"
    NOT_SHIPPED = "not_shipped"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Application:
    """What a visitor says: the product, where they live, when they were born, which exclusions apply."""

    product: str
    state: str
    born: date
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refused:
    """One reason, with the sentence that a person reads."""

    reason: Reason
    words: str


def age_on(born: date, today: date) -> int:
    """Return the completed years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def refusals(
    application: Application, offering: Offering, rule: StateRule | None, *, ships: bool, today: date
) -> tuple[Refused, ...]:
    """Return every reason against going on; none means eligible. A state without a rule refuses."""
    where = _of_the_state(application.state, rule, ships=ships)
    who = _of_the_person(application, offering, age_on(application.born, today))
    return (*where, *who)


def _of_the_state(state: str, rule: StateRule | None, *, ships: bool) -> Iterator[Refused]:
    name = state_name(state)
    if rule is None:
        yield Refused(
            Reason.STATE_NOT_LISTED, f"We do not have clinicians who may treat people in {name} yet."
        )
    elif rule.modality is Modality.IN_PERSON:
        yield Refused(
            Reason.IN_PERSON_ONLY,
            f"In {name} a clinician has to see you in person first. We only work by video and in writing.",
        )
    elif not ships:
        yield Refused(Reason.NOT_SHIPPED, f"The pharmacy that fills this cannot send it to {name}.")


def _of_the_person(application: Application, offering: Offering, age: int) -> Iterator[Refused]:
    if age < offering.least_age:
        yield Refused(Reason.TOO_YOUNG, f"This is only for people aged {offering.least_age} or over.")
    if age > offering.most_age:
        yield Refused(
            Reason.TOO_OLD,
            f"After the age of {offering.most_age} this needs a doctor who knows you and can examine you.",
        )
    for exclusion in offering.exclusions:
        if exclusion.code in application.excluded:
            yield Refused(Reason.EXCLUDED, exclusion.refusal)
