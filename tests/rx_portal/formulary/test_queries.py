"""The state matrix answers for a date, and a state that is not on it refuses."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.formulary import queries
from rx_portal.formulary.models import ConsentTextRow, StateRuleRow
from rx_portal.formulary.queries import NotOffered, StateNotListed
from rx_portal.formulary.states import Modality
from tests.rx_portal.enrollment.builders import Front

TODAY = date(2026, 12, 2)


def a_rule(
    state: str, start: date, end: date | None, modality: Modality = Modality.ASYNCHRONOUS
) -> StateRuleRow:
    return StateRuleRow(
        state=state,
        modality=modality,
        consent_version="general-1",
        licence_required="A licence",
        physician_dispensing=True,
        source="A test",
        valid_from=start,
        valid_until=end,
    )


class TestTheStateMatrix:
    async def test_refuses_a_state_that_is_not_listed(self, clinic: AsyncSession, front: Front) -> None:
        async with clinic.begin():
            with pytest.raises(StateNotListed):
                await queries.state_rule(clinic, "OH", on=TODAY)

    async def test_answers_for_the_date_that_is_asked(self, clinic: AsyncSession, front: Front) -> None:
        async with clinic.begin():
            clinic.add(a_rule("VT", date(2026, 6, 1), date(2026, 12, 2)))
            clinic.add(a_rule("VT", date(2026, 12, 2), None, Modality.SYNCHRONOUS_VIDEO))
            await clinic.flush()

            found = [
                await queries.find_state_rule(clinic, "VT", on=on)
                for on in (date(2026, 5, 31), date(2026, 6, 1), date(2026, 12, 1), TODAY)
            ]
            await clinic.rollback()

        assert [rule and rule.modality for rule in found] == [
            None,
            "asynchronous",
            "asynchronous",
            "synchronous_video",
        ]

    async def test_two_rules_never_hold_at_once(self, clinic: AsyncSession, front: Front) -> None:
        with pytest.raises(IntegrityError):
            async with clinic.begin():
                clinic.add(a_rule("CA", date(2026, 12, 1), date(2026, 12, 3)))

    async def test_a_pharmacy_ships_only_where_it_may(self, clinic: AsyncSession, front: Front) -> None:
        async with clinic.begin():
            assert await queries.ships_to(clinic, "outside", "TX", on=TODAY)
            assert not await queries.ships_to(clinic, "dispensary", "TX", on=TODAY)
            assert not await queries.ships_to(clinic, "outside", "TX", on=date(2025, 12, 31))


class TestOfferings:
    async def test_names_all_that_the_later_slices_need(self, clinic: AsyncSession, front: Front) -> None:
        async with clinic.begin():
            found = await queries.offering(clinic, "metformin-er", on=TODAY)

        assert found.pharmacy.key == "dispensary"
        assert found.directions[0].sku == "RX-MET-500"
        assert found.least_age == 18

    async def test_refuses_what_is_not_offered_yet_or_at_all(
        self, clinic: AsyncSession, front: Front
    ) -> None:
        async with clinic.begin():
            with pytest.raises(NotOffered):
                await queries.offering(clinic, "metformin-er", on=date(2025, 12, 31))
            with pytest.raises(NotOffered):
                await queries.offering(clinic, "snake-oil", on=TODAY)

    async def test_the_matrix_says_the_same_as_the_single_reads(
        self, clinic: AsyncSession, front: Front
    ) -> None:
        async with clinic.begin():
            matrix = await queries.matrix(clinic, on=TODAY)

            assert matrix.offerings["metformin-er"] == await queries.offering(
                clinic, "metformin-er", on=TODAY
            )
            assert matrix.rules["CO"] == await queries.state_rule(clinic, "CO", on=TODAY)
            assert ("outside", "TX") in matrix.ships


async def test_a_consent_text_never_changes(clinic: AsyncSession, front: Front) -> None:
    change = update(ConsentTextRow).where(ConsentTextRow.version == "general-1").values(body="Another.")

    with pytest.raises(IntegrityError):
        async with clinic.begin():
            await clinic.execute(change)
