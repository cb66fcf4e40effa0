"""What the server itself keeps apart, whatever an application may try."""

import psycopg
import pytest

from clinic.address import at
from clinic.story.town import Town


def test_the_shop_cannot_connect_to_the_desks_database(town: Town) -> None:
    url = at(town.told.logins["storefront"], f"{town.told.prefix}rx")

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(url).close()


@pytest.mark.parametrize("way_in", ["portal_shop", "sealer_shop"])
def test_only_the_shop_sees_the_shops_schema(town: Town, way_in: str) -> None:
    with (
        psycopg.connect(town.told.logins[way_in]) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT 1 FROM storefront.account_user")


CHANGES = (b"UPDATE audit.event SET actor = 'x'", b"DELETE FROM audit.event", b"TRUNCATE audit.event")


@pytest.mark.parametrize("way_in", ["portal", "sealer_rx", "report_rx"])
def test_nobody_but_the_owner_changes_the_audit_record(town: Town, way_in: str) -> None:
    for statement in CHANGES:
        with (
            psycopg.connect(town.told.logins[way_in]) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)
