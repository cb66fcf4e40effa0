import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from shared_lib import audit
from shared_lib.audit.canonical import NotCanonical
from shared_lib.audit.entry import Entry, IncompleteEntry, leaf_of
from shared_lib.identity import Actor, AnonymousActor, Role
from tests.shared_lib.audit.record import Record
from tests.shared_lib.shelf import NOW, entries

CLINICIAN = Actor.person("c-1", Role.CLINICIAN)


@pytest.fixture
def record(kept: Record) -> Record:
    return kept


def make(**given: Any) -> Entry:
    said: dict[str, Any] = {
        "actor": CLINICIAN,
        "action": "review.approve",
        "subject": "review:7",
        "at": NOW,
    }
    return audit.entry(**(said | given))


class TestEntry:
    def test_says_who_what_why_and_when(self) -> None:
        entry = make(
            real=NOW - timedelta(days=8), purpose="treatment", request_id="r1", changes={"status": "approved"}
        )

        said = json.loads(entry.payload)
        del said["id"]
        assert said == {
            "who": "c-1",
            "role": "clinician",
            "what": "review.approve",
            "record": "review:7",
            "shown": [],
            "why": "treatment",
            "at": "2026-03-10T12:00:00.000000Z",
            "real": "2026-03-02T12:00:00.000000Z",
            "request": "r1",
            "changes": {"status": "approved"},
        }

    def test_differs_from_its_twin(self) -> None:
        assert make(real=NOW).leaf != make(real=NOW).leaf

    def test_refuses_nobody_nothing_and_what_cannot_be_written(self) -> None:
        for given, refusal in (
            ({"actor": SimpleNamespace(id="", role="patient")}, AnonymousActor),
            ({"action": ""}, IncompleteEntry),
            ({"subject": ""}, IncompleteEntry),
            ({"changes": {"weight": 80.5}}, NotCanonical),
        ):
            with pytest.raises(refusal):
                make(**given)


class TestAppend:
    def test_fills_the_columns_from_the_payload(self, record: Record) -> None:
        number = record.portal.run(audit.append(make(purpose="treatment", shown=["lab:1", "lab:2"])))[0][0]

        assert record.portal.run(audit.about("review:7")) == record.portal.run(audit.about("lab:2"))
        found = record.portal.run(audit.about("lab:1"))[0]
        assert found[0] == number
        assert found[3:] == ("c-1", "clinician", "review.approve", "review:7", "treatment", "")

    def test_refuses_a_leaf_that_is_not_the_payloads(self, record: Record) -> None:
        with pytest.raises(psycopg.DatabaseError, match="leaf"):
            record.portal.run(audit.append(Entry(make().payload, make().leaf)))

    def test_refuses_an_actor_nobody_knows(self, record: Record) -> None:
        payload = make().payload.replace(b'"c-1"', b'""')

        with pytest.raises(psycopg.DatabaseError, match="actor"):
            record.portal.run(audit.append(Entry(payload, leaf_of(payload))))

    def test_leaves_nothing_when_the_change_is_rolled_back(self, record: Record) -> None:
        before = entries(record.administrator)

        with record.portal.connection.transaction(force_rollback=True):
            record.portal.run(audit.append(make()))

        assert entries(record.administrator) == before


class TestTheRecord:
    @pytest.mark.parametrize("login", ["portal", "sealer"])
    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE audit.event SET actor = 'x'",
            "DELETE FROM audit.event",
            "TRUNCATE audit.event",
            "DELETE FROM audit.event_1",
            "UPDATE audit.seal SET n = 9",
            "DELETE FROM audit.seal",
            "TRUNCATE audit.seal",
            "INSERT INTO audit.event OVERRIDING SYSTEM VALUE SELECT * FROM audit.event",
            "ALTER TABLE audit.event DISABLE TRIGGER ALL",
        ],
    )
    def test_cannot_be_changed_by_a_login(self, record: Record, login: str, change: str) -> None:
        record.append()

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            getattr(record, login).sql(change)

    @pytest.mark.parametrize("table", ["event", "event_1", "event_rest", "seal"])
    def test_resists_its_owner_by_trigger(self, record: Record, table: str) -> None:
        record.append()
        record.seal()
        column = "n = n" if table == "seal" else "actor = actor"

        changes = [f"TRUNCATE audit.{table}"]
        if table != "event_rest":
            changes += [f"DELETE FROM audit.{table}", f"UPDATE audit.{table} SET {column}"]
        for change in changes:
            with pytest.raises(psycopg.DatabaseError, match="only ever added to"):
                record.administrator.sql(change)

    def test_is_not_read_by_the_storefront(self, storefront: Any, portal: Any) -> None:
        for login in (storefront, portal):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                login.sql("SELECT * FROM audit.event")
