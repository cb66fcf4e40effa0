"""The walls that the server keeps: who may connect where, and see what."""

import psycopg
import pytest

from clinic.address import at
from clinic.provision.plan import DATABASES, LOGINS
from tests.harness.server import Server
from tests.harness.urls import Pair, Urls


def test_the_shop_cannot_connect_to_the_records(rx_urls: Urls, shop_urls: Urls) -> None:
    database = rx_urls["portal"].rpartition("/")[2]

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(at(shop_urls["storefront"], database))


def test_the_desk_does_not_see_the_shops_own_schema(shop_urls: Urls) -> None:
    with psycopg.connect(shop_urls["portal"]) as connection:
        row = connection.execute("SELECT has_schema_privilege('storefront', 'USAGE')").fetchone()

    assert row == (False,)


@pytest.mark.parametrize("login", [login.name for login in LOGINS])
def test_no_login_may_make_tables(login: str, fresh_pair: Pair) -> None:
    for database in (fresh_pair.shop, fresh_pair.rx):
        if login in database:
            with (
                psycopg.connect(database[login]) as connection,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                connection.execute("CREATE TABLE public.note (id int)")


def test_the_migrator_becomes_every_owner_of_its_database(server: Server, fresh_pair: Pair) -> None:
    for database, urls in zip(DATABASES, (fresh_pair.shop, fresh_pair.rx), strict=True):
        with psycopg.connect(urls["migrator"], autocommit=True) as connection:
            for schema in database.schemas:
                connection.execute(f"SET ROLE {server.prefix}{schema.owner}".encode())
                connection.execute(f"CREATE TABLE {schema.name}.proof (id int)".encode())
                made = connection.execute(
                    "SELECT tableowner FROM pg_tables WHERE schemaname = %s AND tablename = 'proof'",
                    [schema.name],
                ).fetchone()
                assert made == (f"{server.prefix}{schema.owner}",)


def test_every_login_waits_only_so_long(shop_urls: Urls) -> None:
    with psycopg.connect(shop_urls["storefront"]) as connection:
        found = [
            connection.execute(f"SHOW {name}".encode()).fetchone()
            for name in ("statement_timeout", "TimeZone")
        ]

    assert found == [("15s",), ("UTC",)]
