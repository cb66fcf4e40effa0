"""The relay rings for what waits, rings again for what nobody finished, and outlives what it speaks to."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import dramatiq
import psycopg
import pytest
from dramatiq.brokers.redis import RedisBroker

from clinic import relay, scheduler
from clinic.loop import Connection, Line, keep_turning
from shared_lib.clock import Clock, real_now
from shared_lib.events import outbox, timer
from shared_lib.events.ddl import ddl
from shared_lib.statement import Statement
from tests.harness.server import Server
from tests.harness.urls import Pair

QUEUE = "shop.default"


@pytest.fixture
def shop(server: Server, fresh_pair: Pair) -> Iterator[Connection]:
    """A connection under the shop's login to a database that has an outbox, and no timer."""
    with psycopg.connect(fresh_pair.shop["migrator"]) as owner:
        owner.execute(f"SET ROLE {server.prefix}storefront_owner".encode())
        if owner.execute("SELECT to_regclass('storefront.outbox')").fetchone() == (None,):
            owner.execute(ddl("storefront").encode())
    with psycopg.connect(fresh_pair.shop["storefront"], autocommit=True) as connection:
        connection.execute(
            "DELETE FROM storefront.timer"
        )  # the shop's own recurring work is set by a migration
        yield connection


@pytest.fixture
def broker(redis_url: str) -> Iterator[RedisBroker]:
    found = relay.broker_at(redis_url)
    assert isinstance(found, RedisBroker)
    found.client.flushdb()
    yield found
    found.close()


def run(connection: Connection, statement: Statement) -> list[tuple[object, ...]]:
    cursor = connection.execute(statement.sql.encode(), statement.params)
    return cursor.fetchall() if cursor.description else []


def put(connection: Connection) -> UUID:
    run(
        connection,
        outbox.put_job(
            "storefront", "note.write", "n1", queue="default", now=real_now(), real_now=real_now()
        ),
    )
    row = connection.execute("SELECT id FROM storefront.outbox ORDER BY seq DESC LIMIT 1").fetchone()
    assert row
    return UUID(str(row[0]))


def rung(broker: RedisBroker) -> list[str]:
    ids = broker.client.lrange(f"dramatiq:{QUEUE}", 0, -1)
    bodies = [broker.client.hget(f"dramatiq:{QUEUE}.msgs", one) for one in ids]
    return [json.loads(body)["args"][0] for body in bodies if body]


def let_the_lease_end(connection: Connection) -> None:
    connection.execute("UPDATE storefront.outbox SET next_try_at = next_try_at - interval '31 seconds'")


class TestRing:
    def test_rings_once_for_what_waits(self, shop: Connection, broker: RedisBroker) -> None:
        event_id = put(shop)

        relay.ring(shop, broker, "shop")
        relay.ring(shop, broker, "shop")

        assert rung(broker) == [str(event_id)]

    def test_rings_again_when_the_broker_lost_everything(self, shop: Connection, broker: RedisBroker) -> None:
        event_id = put(shop)
        relay.ring(shop, broker, "shop")
        broker.client.flushdb()
        let_the_lease_end(shop)

        relay.ring(shop, broker, "shop")

        assert rung(broker) == [str(event_id)]

    def test_does_not_ring_for_what_is_done(self, shop: Connection, broker: RedisBroker) -> None:
        event_id = put(shop)
        run(shop, outbox.finish("storefront", event_id, real_now=real_now()))

        relay.ring(shop, broker, "shop")

        assert rung(broker) == []

    def test_sets_aside_what_kills_its_workers(self, shop: Connection, broker: RedisBroker) -> None:
        event_id = put(shop)
        for _ in range(outbox.CRASHES + 1):
            relay.ring(shop, broker, "shop")
            run(shop, outbox.start("storefront", event_id, real_now=real_now()))
            broker.client.flushdb()
            let_the_lease_end(shop)

        relay.ring(shop, broker, "shop")

        assert rung(broker) == []
        assert shop.execute("SELECT error_code FROM storefront.outbox").fetchone() == ("crashed",)

    def test_carries_an_id_and_nothing_else(self) -> None:
        said = relay.message(UUID(int=7), QUEUE)

        assert isinstance(said, dramatiq.Message)
        assert (said.actor_name, said.args, said.kwargs) == ("deliver", (str(UUID(int=7)),), {})


class TestKeepTurning:
    def test_outlives_its_connection(self, shop: Connection, fresh_pair: Pair) -> None:
        stop, seen = threading.Event(), list[int]()

        def turn(connection: Connection) -> bool:
            seen.append(connection.info.backend_pid)
            if len(set(seen)) == 1:
                connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            return False

        line = Line("test", fresh_pair.shop["storefront"], turn, 0.01)
        thread = threading.Thread(target=keep_turning, args=(line, stop))
        thread.start()
        wait_for(lambda: len(set(seen)) > 1)
        stop.set()
        thread.join(5)

        assert not thread.is_alive()


class TestScheduler:
    def test_moves_only_what_is_due_by_the_domain_clock(self, shop: Connection, tmp_path: Path) -> None:
        clock = Clock(tmp_path / "clock")
        for ref, days in (("soon", 1), ("later", 9)):
            due = datetime.now(UTC) + timedelta(days=days)
            run(shop, timer.set_timer("storefront", "offer.lapse", ref, due_at=due))

        scheduler.fire(shop, "storefront", clock)
        before = shop.execute("SELECT count(*) FROM storefront.outbox").fetchone()
        (tmp_path / "clock").write_text(str(8 * 86_400))
        scheduler.fire(shop, "storefront", clock)
        scheduler.fire(shop, "storefront", clock)

        assert before == (0,)
        assert shop.execute("SELECT type, aggregateid FROM storefront.outbox").fetchall() == [
            ("offer.lapse", "soon")
        ]
        assert shop.execute("SELECT ref_id FROM storefront.timer").fetchall() == [("later",)]


def wait_for(condition: object, patience: float = 10.0) -> None:
    deadline = time.monotonic() + patience
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.01)
