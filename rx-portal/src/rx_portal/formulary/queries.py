"""Reads of the formulary, each for a date."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from rx_portal.formulary.models import (
    ConsentTextRow,
    OfferingRow,
    PharmacyRow,
    PharmacyStateRow,
    StateRuleRow,
)
from rx_portal.formulary.schemas import (
    ConsentText,
    Directions,
    Drug,
    Exclusion,
    Matrix,
    Offering,
    Pharmacy,
    StateRule,
)
from shared_lib.errors import NotFound


class NotOffered(NotFound):
    """The portal does not offer this product on this date."""

    code = "not_offered"


class StateNotListed(NotFound):
    """The state matrix does not list this state on this date, so nothing may be done there."""

    code = "state_not_listed"


class PharmacyNotFound(NotFound):
    """There is no such pharmacy."""

    code = "pharmacy_not_found"


class ConsentTextNotFound(NotFound):
    """There is no such version."""

    code = "consent_text_not_found"


async def offering(session: AsyncSession, product: str, *, on: date) -> Offering:
    """Return how a product is offered.

    :raises NotOffered: it is not, on this date.
    """
    found = await find_offering(session, product, on=on)
    if found is None:
        raise NotOffered("We do not offer this.")
    return found


async def find_offering(session: AsyncSession, product: str, *, on: date) -> Offering | None:
    """Return how a product is offered, if it is."""
    asked = select(OfferingRow, PharmacyRow).join(PharmacyRow, PharmacyRow.key == OfferingRow.pharmacy)
    holds = _holds(OfferingRow.offered_from, OfferingRow.offered_until, on)
    row = (await session.execute(asked.where(OfferingRow.product == product, holds))).one_or_none()
    return _offering(*row) if row else None


async def terms(
    session: AsyncSession, product: str, state: str, *, on: date
) -> tuple[Offering, StateRule | None]:
    """Return how a product is offered and what a state asks, at once; a state not listed has no rule.

    :raises NotOffered: the product is not offered on this date.
    """
    ruled = (StateRuleRow.state == state) & _holds(StateRuleRow.valid_from, StateRuleRow.valid_until, on)
    asked = (
        select(OfferingRow, PharmacyRow, StateRuleRow)
        .join(PharmacyRow, PharmacyRow.key == OfferingRow.pharmacy)
        .outerjoin(StateRuleRow, ruled)
    )
    holds = _holds(OfferingRow.offered_from, OfferingRow.offered_until, on)
    row = (await session.execute(asked.where(OfferingRow.product == product, holds))).one_or_none()
    if row is None:
        raise NotOffered("We do not offer this.")
    return _offering(row[0], row[1]), _rule(row[2]) if row[2] else None


async def list_offerings(session: AsyncSession, *, protocol: str, on: date) -> Sequence[Offering]:
    """Return what is offered under a protocol."""
    asked = select(OfferingRow, PharmacyRow).join(PharmacyRow, PharmacyRow.key == OfferingRow.pharmacy)
    holds = _holds(OfferingRow.offered_from, OfferingRow.offered_until, on)
    rows = await session.execute(asked.where(OfferingRow.protocol == protocol, holds))
    return [_offering(*row) for row in rows]


async def state_rule(session: AsyncSession, state: str, *, on: date) -> StateRule:
    """Return what a state asks.

    :raises StateNotListed: the matrix has no rule for it on this date.
    """
    found = await find_state_rule(session, state, on=on)
    if found is None:
        raise StateNotListed("We cannot treat people in this state at present.")
    return found


async def find_state_rule(session: AsyncSession, state: str, *, on: date) -> StateRule | None:
    """Return what a state asks, or None where the state refuses because it is not listed."""
    holds = _holds(StateRuleRow.valid_from, StateRuleRow.valid_until, on)
    row = await session.scalar(select(StateRuleRow).where(StateRuleRow.state == state, holds))
    return _rule(row) if row else None


async def ships_to(session: AsyncSession, pharmacy: str, state: str, *, on: date) -> bool:
    """Tell whether a pharmacy may ship to a state."""
    holds = _holds(PharmacyStateRow.valid_from, PharmacyStateRow.valid_until, on)
    asked = select(PharmacyStateRow.id).where(
        PharmacyStateRow.pharmacy == pharmacy, PharmacyStateRow.state == state, holds
    )
    return await session.scalar(asked.limit(1)) is not None


async def pharmacy(session: AsyncSession, key: str) -> Pharmacy:
    """Return a pharmacy.

    :raises PharmacyNotFound: there is none with this key.
    """
    row = await session.get(PharmacyRow, key)
    if row is None:
        raise PharmacyNotFound("There is no such pharmacy.")
    return Pharmacy(row.key, row.name, row.kind, row.address, row.phone)


async def consent_text(session: AsyncSession, version: str) -> ConsentText:
    """Return a version of the telehealth consent.

    :raises ConsentTextNotFound: there is none.
    """
    row = await session.get(ConsentTextRow, version)
    if row is None:
        raise ConsentTextNotFound("There is no such consent text.")
    return ConsentText(row.version, row.title, row.body)


async def matrix(session: AsyncSession, *, on: date) -> Matrix:
    """Return everything that holds on a date, in three statements."""
    asked = select(OfferingRow, PharmacyRow).join(PharmacyRow, PharmacyRow.key == OfferingRow.pharmacy)
    offered = await session.execute(
        asked.where(_holds(OfferingRow.offered_from, OfferingRow.offered_until, on))
    )
    rules = await session.scalars(
        select(StateRuleRow).where(_holds(StateRuleRow.valid_from, StateRuleRow.valid_until, on))
    )
    ships = await session.execute(
        select(PharmacyStateRow.pharmacy, PharmacyStateRow.state).where(
            _holds(PharmacyStateRow.valid_from, PharmacyStateRow.valid_until, on)
        )
    )
    return Matrix(
        offerings={row[0].product: _offering(*row) for row in offered},
        rules={found.state: found for found in map(_rule, rules)},
        ships=frozenset((row.pharmacy, row.state) for row in ships),
    )


def _holds(
    start: InstrumentedAttribute[date], end: InstrumentedAttribute[date | None], on: date
) -> ColumnElement[bool]:
    return (start <= on) & or_(end.is_(None), end > on)


def _offering(offered: OfferingRow, place: PharmacyRow) -> Offering:
    return Offering(
        product=offered.product,
        protocol=offered.protocol,
        questionnaire=offered.questionnaire,
        pharmacy=Pharmacy(place.key, place.name, place.kind, place.address, place.phone),
        least_age=offered.least_age,
        most_age=offered.most_age,
        exclusions=tuple(Exclusion(**each) for each in offered.exclusions),
        directions=tuple(Directions(**each) for each in offered.directions),
        days_supply=offered.days_supply,
        refills=offered.refills,
        drug=Drug(tuple(offered.ingredients), offered.form, offered.route),
    )


def _rule(row: StateRuleRow) -> StateRule:
    return StateRule(
        state=row.state,
        modality=row.modality,
        consent_version=row.consent_version,
        licence_required=row.licence_required,
        physician_dispensing=row.physician_dispensing,
        source=row.source,
    )
