"""Make the plan true on a server, with an administrator's connection."""

from collections.abc import Mapping

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from clinic.provision import statements
from clinic.provision.plan import DATABASES, LOGINS, OWNERS, Database
from clinic.unable import Unable

OLDEST = 150_000
"""PostgreSQL 15.0, as the server counts its versions."""


class CannotProvision(Unable):
    """The server cannot carry a clinic, or carries another one under the same names."""


def provision(administrator: str, passwords: Mapping[str, str], prefix: str = "") -> None:
    """Make databases, schemas, owners, logins and grants; a second run changes nothing and keeps passwords.

    :param administrator: the URL of a login that may create roles and databases.
    :param passwords: for each login the password it gets if it does not exist yet.
    :param prefix: goes before every role and database name, so that clinics can share a server.
    :raises CannotProvision: the server is older than PostgreSQL 15.
    """
    with psycopg.connect(administrator, autocommit=True) as connection:
        if connection.info.server_version < OLDEST:
            raise CannotProvision("PostgreSQL 15 or newer is needed")
        _make_roles(connection, passwords, prefix)
        for database in DATABASES:
            _make_database(connection, database, prefix)
    for database in DATABASES:
        with psycopg.connect(administrator, dbname=prefix + database.name) as connection:
            _fill(connection, database, prefix)


def _make_roles(connection: psycopg.Connection, passwords: Mapping[str, str], prefix: str) -> None:
    existing = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    for owner in OWNERS:
        if prefix + owner not in existing:
            connection.execute(SQL("CREATE ROLE {} NOLOGIN").format(Identifier(prefix + owner)))
    for login in LOGINS:
        if prefix + login.name not in existing:
            create = SQL("CREATE ROLE {} LOGIN NOINHERIT PASSWORD {}")
            connection.execute(create.format(Identifier(prefix + login.name), Literal(passwords[login.name])))
        for statement in statements.login(prefix, login):
            connection.execute(statement)
    version, superuser = connection.info.server_version, _is_superuser(connection)
    for statement in statements.memberships(prefix, version=version, superuser=superuser):
        connection.execute(statement)


def _is_superuser(connection: psycopg.Connection) -> bool:
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(row and row[0])


def _make_database(connection: psycopg.Connection, database: Database, prefix: str) -> None:
    actual = prefix + database.name
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [actual]).fetchone():
        create = SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        connection.execute(create.format(Identifier(actual)))
    for statement in statements.access(prefix, database, actual):
        connection.execute(statement)


def _fill(connection: psycopg.Connection, database: Database, prefix: str) -> None:
    connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    for schema in database.schemas:
        for statement in statements.schema(prefix, schema):
            connection.execute(statement)
