from datetime import timedelta

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared_lib import audit
from shared_lib.audit import merkle, sealing
from shared_lib.audit.seal import GENESIS, Seal
from shared_lib.clock import real_now
from tests.shared_lib.audit.record import CHAIN, Record
from tests.shared_lib.runner import Runner, runner
from tests.shared_lib.shelf import an_entry


class TestSeal:
    def test_covers_what_is_pending_and_names_the_one_before(self, record: Record) -> None:
        record.append(3)
        first = record.seal()
        record.append(2)
        second = record.seal()

        assert first
        assert second
        assert (first.n, first.count, first.prev) == (1, 3, GENESIS)
        assert (second.n, second.count, second.prev) == (2, 2, first.head)
        assert record.seal() is None
        record.key.public_key().verify(second.signature, second.body)

    def test_is_read_back_as_it_was_made(self, record: Record) -> None:
        record.append(3)
        seal = record.seal()

        assert Seal.of(record.sealer.run(sealing.last())) == seal

    def test_takes_no_more_than_it_was_asked(self, record: Record) -> None:
        record.append(5)

        counts = [seal.count for seal in iter(lambda: record.seal(limit=2), None)]

        assert counts == [2, 2, 1]
        assert record.verify() == []

    def test_orders_transactions_by_number_and_not_by_digits(self, record: Record) -> None:
        record.append(4)
        record.tamper("UPDATE audit.event SET xid = (ARRAY['9', '10', '99', '100'])[id]::xid8")

        seals = [record.seal(limit=2), record.seal(limit=2)]

        assert [[member.xid for member in seal.members()] for seal in seals if seal] == [[9, 10], [99, 100]]
        assert record.verify() == []

    def test_proves_that_an_entry_is_under_it(self, record: Record) -> None:
        record.append(6)
        seal = record.seal()
        assert seal
        leaves = [member.leaf for member in seal.members()]

        proof = merkle.path(leaves, 4)

        assert merkle.includes(leaves[4], index=4, size=seal.count, path=proof, root=seal.root)

    def test_is_refused_over_nothing_in_another_chain_and_out_of_order(self, record: Record) -> None:
        record.append()
        previous = record.seal()
        key, now = Ed25519PrivateKey.generate(), real_now()

        later = [(9, "99999999", bytes(32)), (8, "99999999", bytes(32))]
        for rows, chain in (([], CHAIN), (later[:1], "shop"), (later, CHAIN), ([(1, "1", bytes(32))], CHAIN)):
            with pytest.raises(ValueError, match="seal"):
                sealing.make(rows, chain=chain, previous=previous, key=key, now=now)

    def test_of_a_second_sealer_is_refused(self, record: Record) -> None:
        record.append(1)
        rows = record.pending(None)
        twins = [
            sealing.make(
                rows, chain=CHAIN, previous=None, key=record.key, now=real_now() + timedelta(seconds=n)
            )
            for n in range(2)
        ]
        record.sealer.run(sealing.insert(twins[0]))

        with pytest.raises(psycopg.errors.UniqueViolation):
            record.sealer.run(sealing.insert(twins[1]))

    def test_is_the_work_of_one_sealer_at_a_time(self, record: Record) -> None:
        with record.sealer.connection.transaction():
            assert record.sealer.run(sealing.alone()) == [(True,)]
            assert record.administrator.run(sealing.alone()) == [(False,)]
        assert record.administrator.run(sealing.alone()) == [(True,)]


class TestAnEntryInFlight:
    @pytest.fixture
    def other(self, record: Record) -> Runner:
        return record.administrator

    def test_holds_back_those_begun_after_it_and_is_never_left_out(
        self, record: Record, other: Runner
    ) -> None:
        with other.connection.transaction():
            (early,) = other.run(audit.append(an_entry()))[0]
            late = record.append(2)
            assert record.seal() is None

        seal = record.seal()

        assert seal
        assert [member.id for member in seal.members()] == [early, *late]
        assert record.verify() == []

    def test_may_have_a_lower_number_than_one_sealed_before(self, record: Record) -> None:
        """Numbers are drawn before commit, so that an order by number alone would lose the slower one."""
        url = record.portal.connection.info.dsn
        password = record.portal.connection.info.password
        with runner(f"{url} password={password}") as slow:
            before = record.append()
            with slow.connection.transaction():
                slow.run(audit.append(an_entry()))
                after = record.append()
                first = record.seal()
            second = record.seal()

        assert first
        assert second
        assert [member.id for member in first.members()] == before
        assert {member.id for member in second.members()} > set(after)
        assert record.verify() == []

    def test_that_is_rolled_back_holds_nothing_back(self, record: Record, other: Runner) -> None:
        with other.connection.transaction(force_rollback=True):
            other.run(audit.append(an_entry()))
            kept = record.append()

        seal = record.seal()

        assert seal
        assert [member.id for member in seal.members()] == kept
