from datetime import timedelta
from uuid import uuid4

import pytest

from shared_lib import stock
from shared_lib.stock import Line, Reservation, ReservationStatus
from shared_lib.stock.errors import (
    InsufficientStock,
    InvalidLines,
    PrescriptionOnly,
    ReservationMismatch,
    ReservationNotFound,
    UnknownSku,
)
from tests.shared_lib.runner import Runner
from tests.shared_lib.shelf import (
    NOW,
    SOON,
    a_lot,
    a_product,
    a_promise,
    a_reference,
    a_sku,
    an_entry,
    entries,
    level,
)


def reserve(login: Runner, reference: str, *lines: Line, minutes: int = 30) -> Reservation:
    expires_at = NOW + timedelta(minutes=minutes)
    statement = stock.reserve(
        reference=reference, lines=lines, expires_at=expires_at, now=NOW, entry=an_entry("stock.reserve")
    )
    return Reservation.of(login.run(statement))


class TestReserve:
    def test_holds_what_was_asked_and_appends_the_entry(
        self, storefront: Runner, administrator: Runner
    ) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        before = entries(administrator)

        answer = reserve(storefront, reference := a_reference(), Line(sku, 3))

        assert answer == Reservation(reference, ReservationStatus.HELD, SOON, whole=True)
        assert level(storefront, sku) == (5, 3)
        assert entries(administrator) == before + 1

    def test_sums_the_lines_of_one_sku_before_deciding(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)

        with pytest.raises(InsufficientStock) as refusal:
            reserve(storefront, a_reference(), Line(sku, 3), Line(sku, 3))

        assert (refusal.value.sku_id, refusal.value.wanted, refusal.value.available) == (sku, 6, 5)

    def test_refuses_the_whole_basket_for_one_line_and_changes_nothing(
        self, storefront: Runner, administrator: Runner
    ) -> None:
        plenty, none = a_sku(storefront), a_sku(storefront)
        a_lot(storefront, plenty, 5)
        before = entries(administrator)

        with pytest.raises(InsufficientStock):
            reserve(storefront, reference := a_reference(), Line(plenty, 1), Line(none, 1))

        assert level(storefront, plenty) == (5, 0)
        assert entries(administrator) == before
        assert storefront.run(stock.find(reference)) == []

    def test_gives_the_same_answer_when_repeated_and_writes_nothing(
        self, storefront: Runner, administrator: Runner
    ) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        first = reserve(storefront, reference := a_reference(), Line(sku, 2))
        before = entries(administrator)

        again = reserve(storefront, reference, Line(sku, 1), Line(sku, 1), minutes=45)

        assert again == first
        assert level(storefront, sku) == (5, 2)
        assert entries(administrator) == before

    def test_does_not_hold_again_when_repeated_after_the_release(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        reserve(storefront, reference := a_reference(), Line(sku, 2))
        storefront.run(stock.release(reference=reference, now=NOW, entry=an_entry()))

        answer = reserve(storefront, reference, Line(sku, 2))

        assert (answer.status, answer.whole) == (ReservationStatus.RELEASED, False)
        assert level(storefront, sku) == (5, 0)

    def test_refuses_other_lines_under_the_same_reference(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        reserve(storefront, reference := a_reference(), Line(sku, 2))

        with pytest.raises(ReservationMismatch):
            reserve(storefront, reference, Line(sku, 3))

        assert level(storefront, sku) == (5, 2)

    def test_never_counts_a_lot_out_of_date_although_nothing_has_swept(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5, days=1)
        later = NOW + timedelta(days=2)

        with pytest.raises(InsufficientStock) as refusal:
            a_promise(storefront, Line(sku, 1), now=later, expires_at=later + timedelta(minutes=1))

        assert refusal.value.available == 0
        assert storefront.run(stock.availability([sku], now=later)) == [(sku, 0)]
        assert storefront.run(stock.availability([sku], now=NOW + timedelta(days=1))) == [(sku, 5)]

    def test_takes_over_what_another_let_lapse(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        lapsed = a_promise(storefront, Line(sku, 4))
        later = SOON + timedelta(seconds=1)

        a_promise(storefront, Line(sku, 3), now=later, expires_at=later + timedelta(minutes=1))

        assert level(storefront, sku) == (5, 3)
        assert not Reservation.of(storefront.run(stock.find(lapsed.reference))).whole

    def test_refuses_what_is_unknown_or_not_stocked(self, storefront: Runner) -> None:
        membership = a_sku(storefront, a_product(storefront, kind="membership"), stocked=False)

        for sku in (uuid4(), membership):
            with pytest.raises(UnknownSku):
                reserve(storefront, a_reference(), Line(sku, 1))

    @pytest.mark.parametrize("quantities", [(), (0,), (2, -1)])
    def test_refuses_lines_that_make_no_sense(self, storefront: Runner, quantities: tuple[int, ...]) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)

        with pytest.raises(InvalidLines):
            reserve(storefront, a_reference(), *(Line(sku, quantity) for quantity in quantities))

    def test_refuses_the_shop_a_prescription_product_and_grants_it_to_the_portal(
        self, storefront: Runner, portal: Runner
    ) -> None:
        sku = a_sku(storefront, a_product(storefront, kind="rx"))
        a_lot(portal, sku, 5)

        with pytest.raises(PrescriptionOnly):
            reserve(storefront, a_reference(), Line(sku, 1))

        assert level(storefront, sku) == (5, 0)
        assert reserve(portal, a_reference("fill"), Line(sku, 1)).whole


class TestAnotherApplication:
    def test_neither_sees_nor_moves_a_reservation(self, storefront: Runner, portal: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5)
        reserve(storefront, reference := a_reference(), Line(sku, 2))

        assert portal.run(stock.find(reference)) == []
        with pytest.raises(ReservationMismatch):
            reserve(portal, reference, Line(sku, 2))
        with pytest.raises(ReservationNotFound):
            portal.run(stock.release(reference=reference, now=NOW, entry=an_entry()))
        assert level(storefront, sku) == (5, 2)
