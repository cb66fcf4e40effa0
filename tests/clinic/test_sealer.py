"""The sealer: one chain for each database, anchored outside it, whatever was interrupted."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clinic.anchor import Anchor
from clinic.executor import run
from clinic.loop import Connection
from clinic.sealer import Sealer
from shared_lib import audit
from shared_lib.audit import sealing
from shared_lib.clock import real_now
from shared_lib.identity import Actor
from tests.clinic.sealing import turn_until_anchored
from tests.harness.urls import Pair


@pytest.fixture
def sealer(tmp_path: Path) -> Sealer:
    return Sealer(Ed25519PrivateKey.generate(), Anchor(tmp_path, "rx"))


@pytest.fixture
def line(fresh_pair: Pair) -> Iterator[Connection]:
    with psycopg.connect(fresh_pair.rx["sealer"], autocommit=True) as connection:
        yield connection


def write(pair: Pair, action: str = "review.approve") -> None:
    said = audit.entry(actor=Actor.system("test"), action=action, subject="review:1", at=real_now())
    with psycopg.connect(pair.rx["portal"]) as connection:
        run(connection, audit.append(said))


def anchored(sealer: Sealer) -> list[int]:
    return [json.loads(line)["n"] for line in sealer.anchor.path.read_text().splitlines()]


def test_seals_and_anchors_what_was_committed(sealer: Sealer, line: Connection, fresh_pair: Pair) -> None:
    write(fresh_pair)
    turn_until_anchored(sealer, line, entries=1)
    write(fresh_pair)
    turn_until_anchored(sealer, line, entries=2)
    sealer.turn(line)

    assert anchored(sealer) == [1, 2]


def test_anchors_later_what_a_crash_left_out(sealer: Sealer, line: Connection, fresh_pair: Pair) -> None:
    write(fresh_pair)
    turn_until_anchored(sealer, line, entries=1)
    kept = sealer.anchor.path.read_text()
    write(fresh_pair)
    turn_until_anchored(sealer, line, entries=2)
    sealer.anchor.path.write_text(kept + '{"chain":"rx","n')

    sealer.turn(line)

    assert anchored(sealer) == [1, 2]


def test_waits_while_another_seals(sealer: Sealer, line: Connection, fresh_pair: Pair) -> None:
    write(fresh_pair)
    with psycopg.connect(fresh_pair.rx["sealer"]) as other:
        run(other, sealing.alone())
        sealer.turn(line)

    assert run(line, sealing.last()) == []
    assert not sealer.anchor.path.exists()
