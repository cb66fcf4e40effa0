"""Every committed change of the catalogue is seen by who reads one row."""

import psycopg
import pytest

from tests.shared_lib.runner import Runner
from tests.shared_lib.shelf import a_product, a_sku


def version(login: Runner) -> int:
    return int(login.sql("SELECT version FROM shared.catalog_version")[0][0])


class TestTheVersion:
    def test_rises_once_for_all_that_a_transaction_changed(self, storefront: Runner) -> None:
        before = version(storefront)

        with storefront.connection.transaction():
            a_sku(storefront, a_product(storefront), amount=1900)
            assert version(storefront) == before

        assert version(storefront) == before + 1

    def test_stays_where_the_change_was_taken_back(self, storefront: Runner) -> None:
        before = version(storefront)

        with storefront.connection.transaction(force_rollback=True):
            a_product(storefront)

        assert version(storefront) == before

    def test_cannot_be_set_by_hand(self, storefront: Runner) -> None:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            storefront.sql("UPDATE shared.catalog_version SET version = 0")


class TestAPlan:
    def test_is_refused_for_what_needs_a_prescription(self, storefront: Runner) -> None:
        rx, good = a_product(storefront, kind="rx"), a_product(storefront)
        storefront.sql("INSERT INTO shared.plan (product_id, every_days) VALUES (%s, 30)", [good])

        for claims in (False, True):
            with pytest.raises((psycopg.errors.ForeignKeyViolation, psycopg.errors.CheckViolation)):
                storefront.sql(
                    "INSERT INTO shared.plan (product_id, every_days, needs_prescription)"
                    " VALUES (%s, 30, %s)",
                    [rx, claims],
                )

        assert storefront.sql("SELECT product_id FROM shared.plan WHERE product_id = %s", [rx]) == []


class TestThePortal:
    @pytest.mark.parametrize("table", ["facet", "product_facet", "plan", "product_relation", "sku_text"])
    def test_only_reads(self, portal: Runner, table: str) -> None:
        portal.sql(f"SELECT count(*) FROM shared.{table}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            portal.sql(f"DELETE FROM shared.{table}")
