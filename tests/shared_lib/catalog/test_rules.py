"""What the catalogue's tables refuse, whoever writes them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from shared_lib import catalog
from shared_lib.catalog.errors import KindFixed, PriceRefused
from shared_lib.errors import NotFound
from shared_lib.ids import uuid7
from shared_lib.money import Money
from tests.shared_lib.runner import Runner
from tests.shared_lib.shelf import NOW, a_product, a_sku, an_entry, entries

INSERT_PRICE = "INSERT INTO shared.price VALUES (%s, %s, 100, 'USD', %s, %s)"


def set_price(login: Runner, sku: UUID, amount: int, *, valid_from: datetime = NOW) -> bool:
    statement = catalog.set_price(
        price_id=uuid7(), sku_id=sku, price=Money(amount), valid_from=valid_from, now=NOW, entry=an_entry()
    )
    return bool(login.run(statement)[0][0])


class TestAProduct:
    @pytest.mark.parametrize(
        "columns",
        [
            {"kind": "otc", "needs_prescription": True},
            {"kind": "otc", "pharmacy": "outside"},
            {"kind": "otc", "rx_class": "glp1"},
            {"kind": "rx", "pharmacy": None},
            {"kind": "rx", "rx_class": None},
            {"kind": "rx", "dea_schedule": "III"},
            {"kind": "unheard of"},
            {"slug": "Not A Slug"},
        ],
    )
    def test_cannot_contradict_itself(self, storefront: Runner, columns: dict[str, Any]) -> None:
        with pytest.raises(psycopg.errors.CheckViolation):
            a_product(storefront, **columns)

    def test_that_is_controlled_may_be_known_but_not_offered(self, storefront: Runner) -> None:
        product = a_product(storefront, kind="rx", dea_schedule="III", status="draft")

        with pytest.raises(psycopg.errors.CheckViolation):
            storefront.sql("UPDATE shared.product SET status = 'active' WHERE id = %s", [product])

    def test_keeps_its_kind(self, storefront: Runner) -> None:
        product = a_product(storefront, kind="rx")

        with pytest.raises(KindFixed):
            storefront.sql(
                "UPDATE shared.product SET kind = 'otc', needs_prescription = false, pharmacy = NULL,"
                " rx_class = NULL WHERE id = %s",
                [product],
            )

    def test_keeps_its_skus(self, storefront: Runner) -> None:
        sku = a_sku(storefront, a_product(storefront, kind="rx"))

        with pytest.raises(KindFixed):
            storefront.sql(
                "UPDATE shared.sku SET product_id = %s WHERE id = %s", [a_product(storefront), sku]
            )


class TestSetPrice:
    def test_closes_the_old_and_opens_the_new_and_is_audited(
        self, storefront: Runner, administrator: Runner
    ) -> None:
        sku = a_sku(storefront, amount=1900)
        before = entries(administrator)

        assert set_price(storefront, sku, 2100)

        assert storefront.run(catalog.price_history(sku)) == [
            (2100, "USD", NOW, None),
            (1900, "USD", NOW - timedelta(days=30), NOW),
        ]
        assert entries(administrator) == before + 1

    def test_changes_nothing_when_it_stands_already(self, storefront: Runner, administrator: Runner) -> None:
        sku = a_sku(storefront, amount=1900)
        before = entries(administrator)

        assert not set_price(storefront, sku, 1900)
        assert entries(administrator) == before

    def test_opens_the_first_price_and_one_for_later(self, storefront: Runner) -> None:
        sku = a_sku(storefront)
        later = NOW + timedelta(days=7)

        assert set_price(storefront, sku, 1900)
        assert set_price(storefront, sku, 1500, valid_from=later)

        amounts = [row[:1] + row[2:] for row in storefront.run(catalog.price_history(sku))]
        assert amounts == [(1500, later, None), (1900, NOW, later)]

    def test_refuses_the_past_and_a_place_before_one_that_is_planned(self, storefront: Runner) -> None:
        sku = a_sku(storefront, amount=1900)
        set_price(storefront, sku, 1500, valid_from=NOW + timedelta(days=7))

        for days in (-1, 1, 7):
            with pytest.raises(PriceRefused):
                set_price(storefront, sku, 99, valid_from=NOW + timedelta(days=days))

        assert len(storefront.run(catalog.price_history(sku))) == 2

    def test_refuses_an_unknown_sku(self, storefront: Runner) -> None:
        with pytest.raises(NotFound):
            set_price(storefront, uuid4(), 100)


class TestPrices:
    def test_of_one_sku_never_overlap(self, storefront: Runner) -> None:
        sku, other = a_sku(storefront, amount=1900), a_sku(storefront)

        storefront.sql(INSERT_PRICE, [uuid7(), other, NOW, NOW + timedelta(days=1)])
        storefront.sql(INSERT_PRICE, [uuid7(), other, NOW + timedelta(days=1), None])
        for since, until in ((NOW, None), (NOW - timedelta(days=40), NOW - timedelta(days=29))):
            with pytest.raises(psycopg.errors.ExclusionViolation):
                storefront.sql(INSERT_PRICE, [uuid7(), sku, since, until])

    def test_keep_their_amount(self, storefront: Runner) -> None:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            storefront.sql("UPDATE shared.price SET amount = 1")


class TestThePortal:
    @pytest.mark.parametrize("table", ["category", "product", "product_text", "sku", "price"])
    def test_only_reads(self, portal: Runner, table: str) -> None:
        portal.sql(f"SELECT count(*) FROM shared.{table}")
        for change in (f"INSERT INTO shared.{table} DEFAULT VALUES", f"DELETE FROM shared.{table}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                portal.sql(change)

    def test_sets_no_price(self, portal: Runner) -> None:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            set_price(portal, uuid4(), 100)
