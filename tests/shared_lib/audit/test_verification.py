"""Whatever is done to a sealed record behind the application's back is found and named."""

import json
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared_lib.audit.finding import Finding, Kind
from shared_lib.audit.verification import verify
from tests.shared_lib.audit.record import Record

FORGED = """convert_to(replace(convert_from(payload, 'UTF8'), 'record.read', 'record.none'), 'UTF8')"""


@dataclass(frozen=True)
class Tampering:
    """SQL run as a superuser on six entries under two seals of three, and what must be found."""

    change: str
    found: set[tuple[Kind, str]]


def of(kind: Kind, *names: str) -> set[tuple[Kind, str]]:
    return {(kind, name) for name in names}


TAMPERINGS = {
    "a payload": Tampering(
        f"UPDATE audit.event SET payload = {FORGED} WHERE id = 2", of(Kind.ALTERED, "entry 2")
    ),
    "a payload and its hash": Tampering(
        f"UPDATE audit.event SET payload = {FORGED}, leaf = sha256('\\x00' || {FORGED}) WHERE id = 2",
        of(Kind.ALTERED, "entry 2"),
    ),
    "everything of an entry": Tampering(
        f"UPDATE audit.event SET payload = {FORGED}, leaf = sha256('\\x00' || {FORGED}),"
        " action = 'record.none' WHERE id = 2",
        of(Kind.ALTERED, "entry 2"),
    ),
    **{
        f"the column {column}": Tampering(
            f"UPDATE audit.event SET {column} = {value} WHERE id = 5", of(Kind.ALTERED, "entry 5")
        )
        for column, value in {
            "actor": "'somebody'",
            "actor_role": "'patient'",
            "action": "'other'",
            "subject": "'patient:9'",
            "shown": "'{}'",
            "purpose": "'treatment'",
            "request_id": "'r9'",
            "at": "at + interval '1 day'",
            "recorded_at": "recorded_at + interval '1 microsecond'",
            "leaf": "sha256('x')",
        }.items()
    },
    "the transaction of an entry": Tampering(
        "UPDATE audit.event SET xid = (xid::text::bigint - 1)::text::xid8 WHERE id = 1",
        of(Kind.REORDERED, "entry 1"),
    ),
    "an entry removed": Tampering("DELETE FROM audit.event WHERE id = 2", of(Kind.REMOVED, "entry 2")),
    "the last entries removed": Tampering(
        "DELETE FROM audit.event WHERE id > 4", of(Kind.TRUNCATED, "entry 5", "entry 6")
    ),
    "all entries removed": Tampering(
        "DELETE FROM audit.event", of(Kind.TRUNCATED, *(f"entry {n}" for n in range(1, 7)))
    ),
    "an entry inserted": Tampering(
        "INSERT INTO audit.event OVERRIDING SYSTEM VALUE SELECT 99, xid, at, recorded_at, actor, actor_role,"
        " action, subject, shown, purpose, request_id, payload, leaf FROM audit.event WHERE id = 3",
        of(Kind.INSERTED, "entry 99"),
    ),
    "two entries exchanged": Tampering(
        "UPDATE audit.event AS one SET payload = two.payload, leaf = two.leaf, subject = two.subject,"
        " shown = two.shown, recorded_at = two.recorded_at FROM audit.event AS two"
        " WHERE (one.id, two.id) IN ((2, 3), (3, 2))",
        of(Kind.REORDERED, "entry 2", "entry 3"),
    ),
    "the last seal and its entries removed": Tampering(
        "DELETE FROM audit.seal WHERE n = 2; DELETE FROM audit.event WHERE id > 3",
        of(Kind.TRUNCATED, "seal 2"),
    ),
    "the first seal removed": Tampering(
        "DELETE FROM audit.seal WHERE n = 1",
        of(Kind.REMOVED, "seal 1") | of(Kind.INSERTED, "entry 1", "entry 2", "entry 3"),
    ),
    "a root": Tampering(
        "UPDATE audit.seal SET root = sha256('x') WHERE n = 1", of(Kind.SEAL_BROKEN, "seal 1", "seal 2")
    ),
    "a signature": Tampering(
        "UPDATE audit.seal SET signature = sha256('x') || sha256('y') WHERE n = 1",
        of(Kind.SEAL_BROKEN, "seal 1"),
    ),
    "an entry out of a seal and the record": Tampering(
        "UPDATE audit.seal SET manifest = substr(manifest, 1, 96), count = 2, last = 2 WHERE n = 1;"
        " DELETE FROM audit.event WHERE id = 3",
        of(Kind.SEAL_BROKEN, "seal 1", "seal 2"),
    ),
}


@pytest.fixture(scope="module")
def sealed(kept: Record) -> Record:
    return seal_twice(kept)


def seal_twice(record: Record) -> Record:
    for _ in range(2):
        record.append(3)
        record.seal()
    return record


def told(findings: list[Finding]) -> set[tuple[Kind, str]]:
    return {(finding.kind, finding.name) for finding in findings}


class TestVerify:
    def test_finds_nothing_in_a_record_that_is_whole(self, sealed: Record) -> None:
        assert sealed.verify() == []

    def test_checks_entries_after_the_last_seal_against_themselves(self, record: Record) -> None:
        seal_twice(record).append(2)

        assert record.verify() == []
        change = "UPDATE audit.event SET actor = 'somebody' WHERE id = 8"
        assert told(record.found_after(change)) == of(Kind.ALTERED, "entry 8")

    @pytest.mark.parametrize("name", TAMPERINGS)
    def test_finds_and_names(self, sealed: Record, name: str) -> None:
        assert told(sealed.found_after(TAMPERINGS[name].change)) == TAMPERINGS[name].found


class TestVerifyAForgedChain:
    def test_does_not_trust_another_key(self, sealed: Record) -> None:
        findings = verify(sealed.export(), [Ed25519PrivateKey.generate().public_key()], sealed.anchor)

        assert told(findings) == of(Kind.SEAL_BROKEN, "seal 1", "seal 2")

    def test_sees_by_the_anchor_that_all_was_sealed_anew(self, record: Record) -> None:
        """Whoever holds the sealer's key can rewrite the whole chain, but not what was anchored."""
        sealed = seal_twice(record)
        anchor = list(sealed.anchor)
        sealed.tamper("DELETE FROM audit.seal; DELETE FROM audit.event WHERE id = 2")
        sealed.seal(limit=3)
        sealed.seal(limit=3)

        assert told(verify(sealed.export(), [sealed.key.public_key()], sealed.anchor[2:])) == set()
        assert told(verify(sealed.export(), [sealed.key.public_key()], anchor)) == of(
            Kind.SEAL_BROKEN, "seal 1", "seal 2"
        )

    @pytest.mark.parametrize("anchor", [[], ["not json\n"], ['{"chain":"shop","n":1,"head":"00","at":""}\n']])
    def test_does_not_do_without_an_anchor(self, sealed: Record, anchor: list[str]) -> None:
        findings = verify(sealed.export(), [sealed.key.public_key()], anchor)

        assert {finding.kind for finding in findings} == {Kind.ANCHOR_BROKEN}


class TestVerifyAFile:
    def test_finds_lines_exchanged_doubled_and_cut_off(self, sealed: Record) -> None:
        lines = sealed.export()
        key, anchor = [sealed.key.public_key()], sealed.anchor

        exchanged = [*lines[:3], lines[4], lines[3], *lines[5:]]
        assert told(verify(exchanged, key, anchor)) == of(Kind.REORDERED, "entry 1")
        assert told(verify([*lines, lines[-1]], key, anchor)) == of(Kind.INSERTED, "entry 6")
        assert told(verify(lines[:-1], key, anchor)) == of(Kind.TRUNCATED, "entry 6")

    def test_names_a_line_that_cannot_be_read(self, sealed: Record) -> None:
        lines = sealed.export()
        event = json.loads(lines[5])
        del event["payload"]

        for broken in ("{", "[]", json.dumps(event), '{"type":"other"}'):
            findings = verify([*lines[:5], broken, *lines[6:]], [sealed.key.public_key()], sealed.anchor)
            assert told(findings) == of(Kind.UNREADABLE, "line 6") | of(Kind.REMOVED, "entry 3")

    def test_does_not_take_one_databases_record_for_the_others(self, sealed: Record) -> None:
        lines = sealed.export()
        lines[0] = lines[0].replace('"rx"', '"shop"')

        findings = verify(lines, [sealed.key.public_key()], sealed.anchor)

        assert Kind.SEAL_BROKEN in {finding.kind for finding in findings}
