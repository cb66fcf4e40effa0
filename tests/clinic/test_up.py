"""Starting and stopping: what is left behind, what moves aside, and what is told to whom."""

import json
import os
import signal
import socket
import stat
import time
from typing import Any

import psycopg
import pytest
import redis

from clinic import alive, claim, drawn, environment, port, ready, told
from clinic.down import down
from clinic.home import Home
from clinic.plan import plan
from clinic.process import record
from clinic.process.supervisor import Gone, Supervisor
from clinic.up import up

SERVERS = ("postgres", "valkey")


def test_starts_servers_that_answer_only_to_their_passwords(home: Home) -> None:
    known = up(home, SERVERS)

    with psycopg.connect(known.administrator) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
    with redis.Redis.from_url(known.redis) as store:
        assert store.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    stranger = redis.Redis(port=known.ports["valkey"])
    with stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()


def test_a_second_start_finds_the_first(home: Home) -> None:
    first = up(home, SERVERS)

    assert up(home, SERVERS).processes == first.processes


def test_stops_within_ten_seconds_and_leaves_nothing(home: Home) -> None:
    known = up(home, SERVERS)

    begun = time.monotonic()
    down(home)

    assert time.monotonic() - begun < 10
    assert [pid for pid in known.processes.values() if alive.find(pid)] == []


def test_a_killed_supervisor_leaves_nothing_that_the_next_start_does_not_end(home: Home) -> None:
    first = up(home, SERVERS)
    kill(first.processes[record.SUPERVISOR])

    second = up(home, SERVERS)

    assert not set(first.processes.values()) & set(second.processes.values())
    assert [pid for pid in first.processes.values() if alive.find(pid)] == []
    psycopg.connect(second.administrator).close()


def test_everything_killed_at_once_starts_again(home: Home) -> None:
    first = up(home, SERVERS)
    for pid in first.processes.values():
        kill(pid)

    second = up(home, SERVERS)

    assert not set(first.processes.values()) & set(second.processes.values())
    with psycopg.connect(second.administrator) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_supervisor_that_is_gone_is_named(home: Home) -> None:
    known = up(home, SERVERS)
    down(home)

    with pytest.raises(Gone, match="make up"):
        Supervisor(known.ports["supervisord"], drawn.keep(home)["supervisor"]).states()


def test_a_lock_file_that_names_a_strangers_process_stops_no_start(home: Home) -> None:
    first = up(home, SERVERS)
    lock = told.servers_directory(home)
    assert lock is not None
    kept = (lock / "postgres" / "postmaster.pid").read_text().splitlines()
    down(home)

    (lock / "postgres" / "postmaster.pid").write_text("\n".join([str(os.getpid()), *kept[1:]]))
    second = up(home, SERVERS)

    assert second.ports == first.ports


@pytest.fixture
def elsewhere(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A checkout whose servers are somebody else's, so that none is made for it."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://administrator@db.example/postgres")
    monkeypatch.setenv("REDIS_URL", "redis://db.example/0")
    return home


def test_ports_that_are_taken_move(elsewhere: Home) -> None:
    home = elsewhere
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        known = plan(home, drawn.keep(home))
        told.write(home, told.Told(**{**vars(known), "ports": {**known.ports, "portal": number}}))

        moved = plan(home, drawn.keep(home)).ports

    assert moved["portal"] > number
    assert len(set(moved.values())) == len(moved)


def test_clinics_that_choose_at_once_choose_apart(elsewhere: Home) -> None:
    home = elsewhere
    with claim.opened() as mine, claim.opened() as anothers:
        first = plan(home, drawn.keep(home), claim=mine.take).ports
        second = plan(home, drawn.keep(home), claim=anothers.take).ports

    assert not set(first.values()) & set(second.values())


def test_a_port_stays_claimed_while_its_process_is_away(home: Home) -> None:
    known = up(home, SERVERS)
    number = known.ports["valkey"]
    Supervisor(known.ports["supervisord"], drawn.keep(home)["supervisor"])._ask("stopProcessGroup", "servers")

    with claim.opened() as anothers:
        away = port.is_free(number), anothers.take(number)
        down(home)
        gone = anothers.take(number)

    assert away == (True, False)
    assert gone


def test_a_port_that_a_stranger_takes_while_it_starts_is_left_to_them(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose, strangers = port.choose, list[socket.socket]()

    def choose_too_early(*given: Any) -> int:
        number = choose(*given)
        if not strangers:
            strangers.append(socket.create_server(("127.0.0.1", number)))
        return number

    monkeypatch.setattr(port, "choose", choose_too_early)
    monkeypatch.setattr(ready, "PATIENCE", 10.0)
    known = up(home, SERVERS)

    with strangers.pop() as stranger:
        assert stranger.getsockname()[1] not in known.ports.values()
    psycopg.connect(known.administrator).close()


def test_the_shop_is_told_nothing_of_the_records(elsewhere: Home) -> None:
    home = elsewhere
    known, secrets = plan(home, drawn.keep(home)), drawn.keep(home)
    environment.write(home, known, secrets)
    ways_in = ("portal", "portal_shop", "migrator_rx", "sealer_rx", "report_rx")
    keys = ("portal_vault_key", "portal_index_key", "portal_secret_key", "pharmacy_key")
    of_the_desk = {known.logins[name] for name in ways_in} | {secrets[name] for name in keys}

    for group in ("storefront", "relay-shop"):
        said = environment.read(home, group)
        assert not of_the_desk & set(said.values())
        assert not [name for name in said if name.startswith(("RX_", "PHARMACY", "SEAL"))]


def test_the_desk_is_told_nothing_that_opens_the_shop(elsewhere: Home) -> None:
    home = elsewhere
    known, secrets = plan(home, drawn.keep(home)), drawn.keep(home)
    environment.write(home, known, secrets)

    said = set(environment.read(home, "portal").values())

    assert not said & {known.logins["storefront"], secrets["storefront_secret_key"], secrets["pairwise_salt"]}


def test_what_is_secret_is_drawn_once_and_readable_by_its_owner_alone(elsewhere: Home) -> None:
    home = elsewhere
    first = drawn.keep(home)
    known = plan(home, first)
    environment.write(home, known, first)
    told.write(home, known)

    assert drawn.keep(home) == first
    files = [home.secrets, home.clinic, *(home.run / "env").iterdir(), *(home.run / "keys").iterdir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert json.loads(home.clinic.read_text())["logins"]["clinician"]["signing_totp_secret"]


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    while alive.find(pid):
        time.sleep(0.01)
