from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from shared_lib import stock
from shared_lib.ids import uuid7
from shared_lib.statement import Statement
from shared_lib.stock import Holding, Line, Lost, LotStatus, NewLot, Reservation
from shared_lib.stock.errors import CallMismatch, InvalidLines, LotMismatch, LotUnfit, UnknownLot, UnknownSku
from tests.shared_lib.runner import Runner
from tests.shared_lib.shelf import (
    NOW,
    TODAY,
    a_lot,
    a_product,
    a_promise,
    a_reference,
    a_sku,
    an_entry,
    entries,
    level,
    on_shelf,
)


def adjust(lot: UUID, delta: int, *, reference: str = "", reason: str = "counted") -> Statement:
    return stock.adjust(
        reference=reference or a_reference("count"),
        lot_id=lot,
        delta=delta,
        reason=reason,
        now=NOW,
        entry=an_entry("stock.adjust"),
    )


def status(lot: UUID, to: LotStatus, *, reference: str = "") -> Statement:
    return stock.set_lot_status(
        reference=reference or a_reference("lot"),
        lot_id=lot,
        status=to,
        reason="supplier's letter",
        now=NOW,
        entry=an_entry("lot.status"),
    )


class TestReceive:
    def test_adds_to_the_lot_of_the_same_code_and_place(self, storefront: Runner) -> None:
        sku = a_sku(storefront)

        first, second = (a_lot(storefront, sku, 5, code="L1") for _ in range(2))

        assert first == second
        assert level(storefront, sku) == (10, 0)
        holding = Holding.all_of(storefront.run(stock.lots(sku)))[0]
        assert (holding.code, holding.on_hand, holding.status) == ("L1", 10, LotStatus.AVAILABLE)

    def test_happens_once_for_a_reference(self, storefront: Runner, administrator: Runner) -> None:
        sku = a_sku(storefront)
        lot = NewLot(uuid7(), sku, "L1", "main", 5, TODAY + timedelta(days=9))
        receive = partial(stock.receive, reference=a_reference("receipt"), now=NOW, entry=an_entry())
        first = storefront.run(receive(lot=lot))
        before = entries(administrator)

        again = storefront.run(receive(lot=replace(lot, id=uuid7())))
        with pytest.raises(CallMismatch):
            storefront.run(receive(lot=replace(lot, quantity=6)))

        assert again == first
        assert level(storefront, sku) == (5, 0)
        assert entries(administrator) == before

    def test_keeps_from_sale_what_arrives_out_of_date_or_quarantined(self, storefront: Runner) -> None:
        sku = a_sku(storefront)

        a_lot(storefront, sku, 5, days=-1)
        a_lot(storefront, sku, 5, status=LotStatus.QUARANTINED)

        assert level(storefront, sku) == (0, 0)

    def test_refuses_another_date_for_a_known_lot(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5, code="L1", days=9)

        with pytest.raises(LotMismatch):
            a_lot(storefront, sku, 5, code="L1", days=10)

        assert level(storefront, sku) == (5, 0)

    def test_refuses_an_unknown_sku_and_nothing_at_all(self, storefront: Runner) -> None:
        with pytest.raises(UnknownSku):
            a_lot(storefront, uuid4(), 5)
        with pytest.raises(InvalidLines):
            a_lot(storefront, a_sku(storefront), 0)


class TestAdjust:
    def test_corrects_the_lot_and_keeps_the_reason(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        lot = a_lot(storefront, sku, 5)
        statement = adjust(lot, -2, reason="two broken")

        storefront.run(statement)
        storefront.run(statement)

        assert level(storefront, sku) == (3, 0)
        latest = storefront.run(stock.movements(sku))[0]
        assert latest[3:5] == ("adjusted", -2)
        assert latest[6:8] == ("two broken", "system:test")

    def test_breaks_the_youngest_promise_and_says_which(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        lot = a_lot(storefront, sku, 5)
        old = a_promise(storefront, Line(sku, 2))
        young = a_promise(storefront, Line(sku, 3), now=NOW + timedelta(minutes=1))

        lost = Lost.all_of(storefront.run(adjust(lot, -2)))

        assert lost == [Lost(young.reference, sku, 2)]
        assert level(storefront, sku) == (3, 3)
        whole = [Reservation.of(storefront.run(stock.find(one.reference))).whole for one in (old, young)]
        assert whole == [True, False]

    def test_refuses_less_than_nothing_no_reason_and_no_such_lot(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        lot = a_lot(storefront, sku, 5)

        for statement, refusal in (
            (adjust(lot, -6), LotUnfit),
            (adjust(lot, -1, reason=""), InvalidLines),
            (adjust(lot, 0), InvalidLines),
            (adjust(uuid4(), 1), UnknownLot),
        ):
            with pytest.raises(refusal):
                storefront.run(statement)

        assert level(storefront, sku) == (5, 0)


class TestReturns:
    def test_come_back_into_their_lot(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        lot = a_lot(storefront, sku, 5)
        call: dict[str, Any] = {"lot_id": lot, "reason": "unopened", "now": NOW, "entry": an_entry()}

        storefront.run(stock.destroy(reference=a_reference("waste"), quantity=3, **call))
        storefront.run(stock.return_to_stock(reference=a_reference("return"), quantity=1, **call))

        assert (on_shelf(storefront, lot), level(storefront, sku)) == (3, (3, 0))

    def test_of_a_prescription_drug_are_refused(self, storefront: Runner, portal: Runner) -> None:
        sku = a_sku(storefront, a_product(storefront, kind="rx"))
        lot = a_lot(portal, sku, 5)
        statement = stock.return_to_stock(
            reference=a_reference("return"),
            lot_id=lot,
            quantity=1,
            reason="sent back",
            now=NOW,
            entry=an_entry(),
        )

        with pytest.raises(LotUnfit):
            portal.run(statement)

        assert on_shelf(portal, lot) == 5


class TestLotStatus:
    def test_takes_the_goods_off_sale_and_puts_them_back(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        lot = a_lot(storefront, sku, 5)
        a_lot(storefront, sku, 1)
        promise = a_promise(storefront, Line(sku, 3))

        lost = Lost.all_of(storefront.run(status(lot, LotStatus.QUARANTINED)))
        off = level(storefront, sku)
        storefront.run(status(lot, LotStatus.AVAILABLE))

        assert lost == [Lost(promise.reference, sku, 2)]
        assert (off, level(storefront, sku)) == ((1, 1), (6, 1))

    def test_of_a_recalled_or_expired_lot_is_final(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        recalled, expired = a_lot(storefront, sku, 5), a_lot(storefront, sku, 5, days=-1)
        storefront.run(status(recalled, LotStatus.RECALLED))

        for lot in (recalled, expired):
            with pytest.raises(LotMismatch):
                storefront.run(status(lot, LotStatus.AVAILABLE))

        assert level(storefront, sku) == (0, 0)

    def test_names_the_reservations_that_took_from_a_recalled_lot(
        self, storefront: Runner, portal: Runner
    ) -> None:
        sku = a_sku(storefront)
        lot = a_lot(storefront, sku, 5)
        for login in (storefront, portal):
            promise = a_promise(login, Line(sku, 2))
            login.run(stock.consume(reference=promise.reference, now=NOW, entry=an_entry()))

        assert portal.run(stock.consumers(lot)) == [(promise.reference, 2)]


class TestExpireDue:
    def test_lets_go_of_promises_and_lots_whose_time_is_over(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        a_lot(storefront, sku, 5, days=1)
        promise = a_promise(storefront, Line(sku, 2))
        statement = stock.expire_due(now=NOW + timedelta(days=2), entry=an_entry())

        lost = Lost.all_of(storefront.run(statement))

        assert Lost(promise.reference, sku, 2) in lost
        assert level(storefront, sku) == (0, 0)
        assert storefront.run(statement) == []

    def test_appends_no_entry_when_nothing_is_due(self, storefront: Runner, administrator: Runner) -> None:
        storefront.run(stock.expire_due(now=NOW, entry=an_entry()))
        before = entries(administrator)

        assert storefront.run(stock.expire_due(now=NOW, entry=an_entry())) == []
        assert entries(administrator) == before


class TestTheTables:
    @pytest.mark.parametrize(
        "table", ["lot", "level", "reservation", "reservation_line", "movement", "allocation"]
    )
    @pytest.mark.parametrize("login", ["storefront", "portal"])
    def test_cannot_be_written_by_an_application(
        self, request: pytest.FixtureRequest, login: str, table: str
    ) -> None:
        runner: Runner = request.getfixturevalue(login)

        for change in (f"INSERT INTO shared.{table} DEFAULT VALUES", f"DELETE FROM shared.{table}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                runner.sql(change)

    def test_keep_their_history_even_from_the_owner(self, storefront: Runner, administrator: Runner) -> None:
        a_lot(storefront, a_sku(storefront), 5)

        for change in ("UPDATE shared.movement SET quantity = 9", "TRUNCATE shared.movement"):
            with pytest.raises(psycopg.DatabaseError, match="only ever added to"):
                administrator.sql(change)
