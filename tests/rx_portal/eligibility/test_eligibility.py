"""The first questions: an answer at once, a reason in plain words, and nothing kept."""

import base64
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.eligibility import service, steps, ticket
from rx_portal.eligibility.states import Application, Reason, refusals
from rx_portal.eligibility.ticket import TicketRefused
from rx_portal.formulary.queries import NotOffered
from rx_portal.formulary.schemas import Drug, Exclusion, Offering, Pharmacy, StateRule
from rx_portal.formulary.states import Modality, PharmacyKind
from rx_portal.kit.db import Sessions
from rx_portal.kit.ports import Shop
from tests.rx_portal.enrollment.builders import Front

NOW = datetime(2026, 12, 2, 14, 30, tzinfo=UTC)
ROOT = bytes(32)
OFFERING = Offering(
    product="p",
    protocol="p",
    questionnaire="p",
    pharmacy=Pharmacy("outside", "Rowan Street", PharmacyKind.OUTSIDE),
    least_age=18,
    most_age=75,
    exclusions=(Exclusion("pregnant", "Are you pregnant?", "Not during pregnancy."),),
    directions=(),
    days_supply=28,
    refills=2,
    drug=Drug(("p",), "tablet", "oral"),
)


def a_rule(modality: Modality = Modality.ASYNCHRONOUS) -> StateRule:
    return StateRule("CA", modality, "general-1", "A licence", physician_dispensing=True, source="A test")


def reasons(*, rule: StateRule | None, ships: bool = True, **given: Any) -> list[Reason]:
    said: dict[str, Any] = {"product": "p", "state": "CA", "born": date(1980, 3, 1)} | given
    application = Application(**said)
    found = refusals(application, OFFERING, rule, ships=ships, today=NOW.date())
    return [each.reason for each in found]


class TestRefusals:
    def test_none_for_somebody_whom_everything_fits(self) -> None:
        assert reasons(rule=a_rule()) == []
        assert reasons(rule=a_rule(Modality.SYNCHRONOUS_VIDEO)) == []

    def test_a_state_without_a_rule_refuses(self) -> None:
        assert reasons(rule=None) == [Reason.STATE_NOT_LISTED]

    def test_a_state_that_wants_to_see_people_in_person_refuses(self) -> None:
        assert reasons(rule=a_rule(Modality.IN_PERSON)) == [Reason.IN_PERSON_ONLY]

    def test_nobody_goes_on_whom_nothing_can_be_sent_to(self) -> None:
        assert reasons(rule=a_rule(), ships=False) == [Reason.NOT_SHIPPED]

    @pytest.mark.parametrize(
        ("born", "expected"),
        [
            (date(2008, 12, 2), []),
            (date(2008, 12, 3), [Reason.TOO_YOUNG]),
            (date(1950, 12, 3), []),
            (date(1950, 12, 2), [Reason.TOO_OLD]),
        ],
    )
    def test_ages_count_in_completed_years(self, born: date, expected: list[Reason]) -> None:
        assert reasons(rule=a_rule(), born=born) == expected

    def test_names_every_reason_at_once(self) -> None:
        found = reasons(rule=None, born=date(2010, 1, 1), excluded=frozenset({"pregnant"}))

        assert found == [Reason.STATE_NOT_LISTED, Reason.TOO_YOUNG, Reason.EXCLUDED]


class TestTickets:
    def test_hold_what_was_said_and_show_nothing_of_it(self) -> None:
        token, issued = ticket.issue(ROOT, product="p", state="CA", born=date(1980, 3, 1), real_now=NOW)

        assert ticket.read(ROOT, token, real_now=NOW) == issued
        assert b"1980" not in base64.urlsafe_b64decode(token)

    @pytest.mark.parametrize("broken", ["", "x", "====", "ä", "A" * 80])
    def test_refuse_what_is_none(self, broken: str) -> None:
        with pytest.raises(TicketRefused):
            ticket.read(ROOT, broken, real_now=NOW)

    def test_refuse_another_key_an_altered_byte_and_the_third_hour(self) -> None:
        token, _ = ticket.issue(ROOT, product="p", state="CA", born=date(1980, 3, 1), real_now=NOW)
        altered = token[:30] + ("A" if token[30] != "A" else "B") + token[31:]

        for root, given, at in (
            (bytes(31) + b"x", token, NOW),
            (ROOT, altered, NOW),
            (ROOT, token, NOW + timedelta(hours=2)),
        ):
            with pytest.raises(TicketRefused):
                ticket.read(root, given, real_now=at)

    async def test_serve_once(self, clinic: AsyncSession) -> None:
        token, issued = ticket.issue(ROOT, product="p", state="CA", born=date(1980, 3, 1), real_now=NOW)

        async with clinic.begin():
            assert await steps.redeem(clinic, root=ROOT, token=token, real_now=NOW) == issued
        async with clinic.begin():
            with pytest.raises(TicketRefused):
                await steps.redeem(clinic, root=ROOT, token=token, real_now=NOW)


class TestCheck:
    async def test_offers_something_else_with_a_refusal(
        self, front: Front, sessions: Sessions, shop: Shop
    ) -> None:
        answer = await self._check(front, sessions, shop, state="OH")

        assert answer.token is None
        assert answer.alternative
        assert answer.alternative.slug == "semaglutide-weekly-other"

    async def test_refuses_an_unknown_product(self, front: Front, sessions: Sessions, shop: Shop) -> None:
        with pytest.raises(NotOffered):
            await self._check(front, sessions, shop, product="snake-oil")

    @pytest.mark.parametrize("born", [date(2027, 1, 1), date(1890, 1, 1)])
    async def test_refuses_a_birth_date_that_is_nobodys(
        self, front: Front, sessions: Sessions, shop: Shop, born: date
    ) -> None:
        with pytest.raises(service.NotABirthDate):
            await self._check(front, sessions, shop, born=born)

    async def test_needs_no_statement_while_the_rules_are_fresh(
        self, front: Front, sessions: Sessions, shop: Shop
    ) -> None:
        await self._check(front, sessions, shop)
        statements: list[str] = []
        engine = sessions.kw["bind"].sync_engine
        event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

        answer = await self._check(front, sessions, shop)

        assert answer.token
        assert statements == []

    async def _check(self, front: Front, sessions: Sessions, shop: Shop, **given: Any) -> Any:
        said: dict[str, Any] = {
            "product": "semaglutide-weekly",
            "state": "CA",
            "born": date(1980, 3, 1),
        } | given
        async with sessions(info={"actor": None}) as session:
            return await service.check(
                session, shop, Application(**said), root=ROOT, now=front.now, real_now=NOW
            )


class TestTheDoor:
    async def test_answers_programs_without_an_account(
        self, client: AsyncTestClient[Litestar], front: Front
    ) -> None:
        asked = {
            "product": "metformin-er",
            "state": "MS",
            "birth_date": "1980-03-01",
            "excluded": ["dialysis"],
        }

        answer = await client.post("/api/v1/eligibility", json=asked)

        assert answer.status_code == 200
        assert [each["code"] for each in answer.json()["reasons"]] == ["in_person_only", "excluded"]
        assert answer.json()["alternative"] == "metformin-er-other"

    async def test_a_form_left_empty_comes_back_with_what_to_do(
        self, client: AsyncTestClient[Litestar], front: Front
    ) -> None:
        answer = await client.post("/start/metformin-er", data={"born-year": "1980"})

        assert answer.status_code == 422
        assert "Choose the state where you live." in answer.text
        assert 'value="1980"' in answer.text

    async def test_no_page_for_what_is_not_offered(
        self, client: AsyncTestClient[Litestar], front: Front
    ) -> None:
        assert (await client.get("/start/snake-oil")).status_code == 404
