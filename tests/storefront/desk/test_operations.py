"""The operations page of the shop, what was set aside, and the numbers for scrapers."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from shared_lib import events
from shared_lib.events.outbox import FAILURES
from shared_lib.ids import uuid7
from storefront.kit import clock, jobs, outbox
from storefront.kit.db import run
from tests.storefront.account.people import a_person, enrolled, sign_in
from tests.storefront.shopping import waiting

pytestmark = pytest.mark.django_db

BOARD = "/cms/shop/operations/"


def member(client: Client, role: str) -> Client:
    user = a_person(role)
    sign_in(client, user, enrolled(user))
    return client


def set_aside() -> UUID:
    """A row that nobody in this process knows how to run, failed as often as a row may fail."""
    with transaction.atomic():
        outbox.put_job("test.nobody", "7", now=clock.now())
    event_id = next(UUID(str(row[0])) for row in waiting() if row[1] == "test.nobody")
    for _ in range(FAILURES):
        run(events.start(outbox.SCHEMA, event_id, real_now=clock.real_now()))
        run(events.fail(outbox.SCHEMA, event_id, code="UnknownJob", real_now=clock.real_now()))
    return event_id


class TestBoard:
    def test_shows_an_operator_what_was_set_aside_and_why(self, client: Client) -> None:
        set_aside()

        page = member(client, "operator").get(BOARD).content.decode()

        assert "test.nobody" in page
        assert "UnknownJob" in page

    def test_is_calm_when_there_is_nothing(self, client: Client) -> None:
        assert "Nothing is set aside" in member(client, "admin").get(BOARD).content.decode()

    def test_does_not_exist_for_an_editor(self, client: Client) -> None:
        assert member(client, "editor").get(BOARD).status_code == 404


class TestAgain:
    def test_a_row_is_tried_again_from_nothing_once(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        event_id, operator = set_aside(), member(client, "operator")
        again = reverse("desk_operations_again", args=[event_id])

        operator.post(again)
        second = operator.post(again, follow=True)

        assert "tried again already" in second.content.decode()
        ran: list[str] = []
        monkeypatch.setitem(
            jobs._REGISTERED, "test.nobody", [("test.nobody", lambda told: ran.append(told.subject_id))]
        )
        jobs.deliver(str(event_id))
        assert ran == ["7"]

    def test_an_editor_cannot(self, client: Client) -> None:
        event_id = set_aside()

        answer = member(client, "editor").post(reverse("desk_operations_again", args=[event_id]))

        assert answer.status_code == 404
        assert event_id not in [UUID(str(row[0])) for row in waiting()]

    def test_what_was_never_set_aside_is_refused(self, client: Client) -> None:
        answer = member(client, "operator").post(
            reverse("desk_operations_again", args=[uuid7()]), follow=True
        )

        assert "Nothing is set aside" in answer.content.decode()


class TestMetrics:
    @pytest.fixture
    def token(self, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(settings, "SHOP", replace(settings.SHOP, metrics_token="scraper"))
        return "scraper"

    def test_a_scraper_with_the_token_reads_routes_and_the_outbox(self, client: Client, token: str) -> None:
        client.get("/basket/")

        text = client.get("/metrics", headers={"authorization": f"Bearer {token}"}).content.decode()

        assert 'route="/basket/"' in text
        assert "clinic_outbox_dead" in text

    @pytest.mark.parametrize("header", ["", "Bearer other"])
    def test_nobody_else_finds_anything(self, client: Client, token: str, header: str) -> None:
        assert client.get("/metrics", headers={"authorization": header}).status_code == 404
        assert token

    def test_without_a_token_there_is_nothing_for_anybody(self, client: Client) -> None:
        assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404
