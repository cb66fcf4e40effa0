from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from shared_lib import stock
from shared_lib.stock import Allocation, Line, LotChoice, LotStatus, Reservation, ReservationStatus
from shared_lib.stock.errors import (
    AlreadyConsumed,
    InsufficientStock,
    LotUnfit,
    ReservationMismatch,
    ReservationNotFound,
    UnknownLot,
)
from tests.shared_lib.runner import Runner
from tests.shared_lib.shelf import (
    NOW,
    SOON,
    a_lot,
    a_promise,
    a_reference,
    a_sku,
    an_entry,
    entries,
    level,
    on_shelf,
)

AFTER = SOON + timedelta(minutes=5)


def consume(login: Runner, reference: str, *choices: LotChoice, now: object = NOW) -> list[tuple[UUID, int]]:
    statement = stock.consume(
        reference=reference,
        lots=choices or None,
        now=now,  # type: ignore[arg-type]
        entry=an_entry("stock.consume"),
    )
    return [(found.lot_id, found.quantity) for found in Allocation.all_of(login.run(statement))]


def withhold(login: Runner, lot: UUID, status: LotStatus = LotStatus.QUARANTINED) -> list[stock.Lost]:
    statement = stock.set_lot_status(
        reference=a_reference("lot"),
        lot_id=lot,
        status=status,
        reason="seal broken",
        now=NOW,
        entry=an_entry(),
    )
    return stock.Lost.all_of(login.run(statement))


def found(login: Runner, reference: str) -> Reservation:
    return Reservation.of(login.run(stock.find(reference)))


class TestConsume:
    def test_takes_the_nearest_date_first_and_the_undated_last(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        undated = a_lot(storefront, sku, 5, days=None)
        late = a_lot(storefront, sku, 2, days=60)
        early = a_lot(storefront, sku, 2, days=10)
        promise = a_promise(storefront, Line(sku, 5))

        taken = consume(storefront, promise.reference)

        assert taken == [(early, 2), (late, 2), (undated, 1)]
        assert [on_shelf(storefront, lot) for lot in (early, late, undated)] == [0, 0, 4]
        assert level(storefront, sku) == (4, 0)
        assert found(storefront, promise.reference).status is ReservationStatus.CONSUMED

    def test_skips_what_is_withheld_or_out_of_date(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5, days=-1)
        withhold(storefront, a_lot(storefront, sku, 5, days=5))
        good = a_lot(storefront, sku, 5, days=20)
        promise = a_promise(storefront, Line(sku, 2))

        assert consume(storefront, promise.reference) == [(good, 2)]

    def test_never_takes_a_lot_that_went_out_of_date_meanwhile(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        old, good = a_lot(storefront, sku, 5, days=1), a_lot(storefront, sku, 5, days=20)
        promise = a_promise(storefront, Line(sku, 2))

        taken = consume(storefront, promise.reference, now=NOW + timedelta(days=2))

        assert taken == [(good, 2)]
        assert level(storefront, sku) == (3, 0)
        assert on_shelf(storefront, old) == 5

    def test_gives_the_same_answer_when_repeated_and_takes_nothing(
        self, storefront: Runner, administrator: Runner
    ) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        promise = a_promise(storefront, Line(sku, 2))
        first = consume(storefront, promise.reference)
        before = entries(administrator)

        assert consume(storefront, promise.reference) == first
        assert level(storefront, sku) == (3, 0)
        assert entries(administrator) == before

    def test_refuses_a_reference_without_a_reservation(self, storefront: Runner) -> None:
        with pytest.raises(ReservationNotFound):
            consume(storefront, a_reference())


class TestConsumeChosenLots:
    def test_takes_exactly_those(self, portal: Runner, storefront: Runner) -> None:
        sku = a_sku(storefront)
        early, late = a_lot(portal, sku, 2, days=10), a_lot(portal, sku, 2, days=60)
        promise = a_promise(portal, Line(sku, 2))

        taken = consume(portal, promise.reference, LotChoice(late, 1), LotChoice(early, 1))

        assert sorted(taken) == sorted([(late, 1), (early, 1)])
        with pytest.raises(ReservationMismatch):
            consume(portal, promise.reference, LotChoice(late, 2))

    @pytest.mark.parametrize("quantity", [1, 3])
    def test_refuses_a_choice_that_does_not_add_up(
        self, portal: Runner, storefront: Runner, quantity: int
    ) -> None:
        sku = a_sku(storefront)
        lot = a_lot(portal, sku, 5)
        promise = a_promise(portal, Line(sku, 2))

        with pytest.raises(ReservationMismatch):
            consume(portal, promise.reference, LotChoice(lot, quantity))

        assert (on_shelf(portal, lot), level(portal, sku)) == (5, (5, 2))

    def test_refuses_a_lot_of_another_sku(self, portal: Runner, storefront: Runner) -> None:
        sku, other = a_sku(storefront), a_sku(storefront)
        a_lot(portal, sku, 5)
        promise = a_promise(portal, Line(sku, 2))

        with pytest.raises(ReservationMismatch):
            consume(portal, promise.reference, LotChoice(a_lot(portal, other, 5), 2))

    def test_refuses_lots_that_are_unfit_or_unknown(self, portal: Runner, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(portal, sku, 5)
        withheld, small = a_lot(portal, sku, 5), a_lot(portal, sku, 1)
        withhold(portal, withheld)
        outdated = a_lot(portal, sku, 5, days=-1)
        promise = a_promise(portal, Line(sku, 2))

        for lot, refusal in (
            (withheld, LotUnfit),
            (small, LotUnfit),
            (outdated, LotUnfit),
            (uuid4(), UnknownLot),
        ):
            with pytest.raises(refusal):
                consume(portal, promise.reference, LotChoice(lot, 2))

        assert found(portal, promise.reference).status is ReservationStatus.HELD


class TestConsumeAfterItLapsed:
    @pytest.fixture(params=["released", "expired", "only late"])
    def reference(self, request: pytest.FixtureRequest, storefront: Runner, sku: UUID) -> str:
        promise = a_promise(storefront, Line(sku, 3))
        if request.param == "released":
            storefront.run(stock.release(reference=promise.reference, now=NOW, entry=an_entry()))
        elif request.param == "expired":
            storefront.run(stock.expire_due(now=AFTER, entry=an_entry()))
        return promise.reference

    @pytest.fixture
    def sku(self, storefront: Runner) -> UUID:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        return sku

    def test_is_honoured_while_stock_remains(self, storefront: Runner, reference: str, sku: UUID) -> None:
        assert sum(quantity for _, quantity in consume(storefront, reference, now=AFTER)) == 3
        assert level(storefront, sku) == (2, 0)

    def test_is_refused_when_the_stock_is_gone_and_changes_nothing(
        self, storefront: Runner, administrator: Runner, reference: str, sku: UUID
    ) -> None:
        a_promise(storefront, Line(sku, 4), now=AFTER, expires_at=AFTER + timedelta(hours=1))
        before = entries(administrator), found(storefront, reference)

        with pytest.raises(InsufficientStock) as refusal:
            consume(storefront, reference, now=AFTER)

        assert (refusal.value.wanted, refusal.value.available) == (3, 1)
        assert level(storefront, sku) == (5, 4)
        assert (entries(administrator), found(storefront, reference)) == before


class TestRelease:
    def test_gives_the_stock_back_once(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        promise = a_promise(storefront, Line(sku, 3))
        statement = stock.release(reference=promise.reference, now=NOW, entry=an_entry())

        answers = [Reservation.of(storefront.run(statement)) for _ in range(2)]

        assert [answer.status for answer in answers] == [ReservationStatus.RELEASED] * 2
        assert level(storefront, sku) == (5, 0)

    def test_is_refused_after_it_was_consumed(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        promise = a_promise(storefront, Line(sku, 3))
        consume(storefront, promise.reference)

        with pytest.raises(AlreadyConsumed):
            storefront.run(stock.release(reference=promise.reference, now=NOW, entry=an_entry()))

        assert level(storefront, sku) == (2, 0)


class TestExtend:
    def test_moves_the_deadline_forward_and_never_back(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        promise = a_promise(storefront, Line(sku, 3))

        for expires_at in (AFTER, SOON):
            statement = stock.extend(
                reference=promise.reference, expires_at=expires_at, now=NOW, entry=an_entry()
            )
            assert Reservation.of(storefront.run(statement)).expires_at == AFTER

    def test_makes_a_lapsed_promise_again_or_refuses(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        promise = a_promise(storefront, Line(sku, 3))
        storefront.run(stock.expire_due(now=AFTER, entry=an_entry()))
        later = AFTER + timedelta(hours=1)
        statement = stock.extend(reference=promise.reference, expires_at=later, now=AFTER, entry=an_entry())

        assert Reservation.of(storefront.run(statement)).whole
        assert level(storefront, sku) == (5, 3)

        storefront.run(stock.release(reference=promise.reference, now=AFTER, entry=an_entry()))
        a_promise(storefront, Line(sku, 4), now=AFTER, expires_at=later)
        with pytest.raises(InsufficientStock):
            storefront.run(statement)
