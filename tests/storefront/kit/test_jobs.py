from uuid import UUID

import pytest
from django.db import connection, transaction

from shared_lib.events import Event
from shared_lib.telemetry import standing
from storefront.kit import audit, clock, inbox, jobs, outbox
from storefront.kit.actor import SYSTEM
from storefront.kit.db import run
from storefront.kit.jobs import Delivery
from tests.storefront.shopping import waiting


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Delivery]:
    ran: list[Delivery] = []
    monkeypatch.setitem(jobs._REGISTERED, "test.run", [("test.run", ran.append)])
    return ran


def put() -> str:
    with transaction.atomic():
        outbox.put_job("test.run", "7", now=clock.now())
    return next(row[0] for row in waiting() if row[1] == "test.run")


def set_aside_and_redrive(outbox_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE outbox SET dead_at = now() WHERE id = %s", [outbox_id])
    assert run(standing.redrive(outbox.SCHEMA, UUID(outbox_id), real_now=clock.real_now()))


def test_an_event_says_whether_anybody_consumes_it() -> None:
    jobs.discover()
    shop = [kind for kind in Event.__subclasses__() if kind.__module__.startswith("storefront.")]

    assert {kind.type: kind.consumed for kind in shop} == {
        kind.type: bool(jobs.registered(kind.type)) for kind in shop
    }


@pytest.mark.django_db
class TestDeliver:
    def test_runs_what_is_registered_and_marks_the_row_done(self, runs: list[Delivery]) -> None:
        outbox_id = put()

        jobs.deliver(outbox_id)
        jobs.deliver(outbox_id)

        assert [one.subject_id for one in runs] == ["7"]
        assert outbox_id not in [row[0] for row in waiting()]

    def test_counts_a_failure_and_keeps_the_row(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(delivery: Delivery) -> None:
            raise ValueError(delivery.type)

        monkeypatch.setitem(jobs._REGISTERED, "test.run", [("test.run", fail)])
        outbox_id = put()

        jobs.deliver(outbox_id)

        with connection.cursor() as cursor:
            cursor.execute("SELECT failures, error_code, done_at FROM outbox WHERE id = %s", [outbox_id])
            assert cursor.fetchone() == (1, "ValueError", None)

    def test_runs_only_those_again_that_have_not_succeeded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ran: list[str] = []

        def well(delivery: Delivery) -> None:
            ran.append("well")

        def badly(delivery: Delivery) -> None:
            ran.append("badly")
            if ran.count("badly") < 3:
                raise ValueError(delivery.type)

        monkeypatch.setitem(jobs._REGISTERED, "test.run", [("test.well", well), ("test.badly", badly)])
        outbox_id = put()

        jobs.deliver(outbox_id)
        jobs.deliver(outbox_id)
        set_aside_and_redrive(outbox_id)
        jobs.deliver(outbox_id)
        jobs.deliver(outbox_id)

        assert ran == ["well", "badly", "badly", "badly"]
        assert outbox_id not in [row[0] for row in waiting()]

    def test_takes_a_repetition_for_success(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def repeated(delivery: Delivery) -> None:
            with transaction.atomic():
                inbox.accept("test.other", delivery.event_id)
                inbox.accept("test.other", delivery.event_id)

        monkeypatch.setitem(jobs._REGISTERED, "test.run", [("test.run", repeated)])
        outbox_id = put()

        jobs.deliver(outbox_id)

        assert outbox_id not in [row[0] for row in waiting()]


class TestAudit:
    def test_refuses_to_write_apart_from_its_change(self, committed: None) -> None:
        with pytest.raises(audit.NotInTransaction):
            audit.record(SYSTEM, "test.act", "test:1", at=clock.now())
