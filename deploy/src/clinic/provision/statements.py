"""The SQL that makes the plan true on a server; each statement may be run again and then changes nothing."""

from collections.abc import Iterator

from psycopg.sql import SQL, Composed, Identifier, Literal

from clinic.provision.plan import OWNERS, Database, Login, Schema


def name(prefix: str, plain: str) -> Identifier:
    """Return the name that a role or database has on this server."""
    return Identifier(prefix + plain)


def login(prefix: str, one: Login) -> Iterator[Composed]:
    """Yield what holds for every session of a login."""
    for setting, value in one.settings().items():
        yield SQL("ALTER ROLE {} SET {} = {}").format(
            name(prefix, one.name), Identifier(setting), Literal(value)
        )


def memberships(prefix: str, *, version: int, superuser: bool) -> Iterator[Composed]:
    """Yield that the migrator, and an administrator who is no superuser, may become the owners."""
    for owner in OWNERS:
        yield SQL("GRANT {} TO {}").format(name(prefix, owner), name(prefix, "migrator"))
        if not superuser:
            options = SQL(" WITH SET TRUE, INHERIT TRUE" if version >= 160_000 else "")  # noqa: PLR2004 - 16.0
            yield SQL("GRANT {} TO CURRENT_USER{}").format(name(prefix, owner), options)


def access(prefix: str, database: Database, actual: str) -> Iterator[Composed]:
    """Yield who may connect to the database named `actual`, and where each looks for names.

    PostgreSQL keeps neither when a database is cloned from a template.
    """
    target = Identifier(actual)
    yield SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(target)
    for user, path in database.search_paths.items():
        role = name(prefix, user)
        yield SQL("GRANT CONNECT ON DATABASE {} TO {}").format(target, role)
        schemas = SQL(", ").join(Identifier(part.strip()) for part in path.split(","))
        yield SQL("ALTER ROLE {} IN DATABASE {} SET search_path = {}").format(role, target, schemas)


def schema(prefix: str, one: Schema) -> Iterator[Composed]:
    """Yield a schema with its owner and its users."""
    here, owner = Identifier(one.name), name(prefix, one.owner)
    yield SQL("CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION {}").format(here, owner)
    yield SQL("REVOKE ALL ON SCHEMA {} FROM PUBLIC").format(here)
    for user in one.users:
        yield SQL("GRANT USAGE ON SCHEMA {} TO {}").format(here, name(prefix, user))
    made_later = SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} ").format(owner)
    yield made_later + SQL("REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC")
    inside = made_later + SQL("IN SCHEMA {} ").format(here)
    if one.writer:
        writer = name(prefix, one.writer)
        yield inside + SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}").format(writer)
        yield inside + SQL("GRANT USAGE, SELECT ON SEQUENCES TO {}").format(writer)
        yield inside + SQL("GRANT EXECUTE ON FUNCTIONS TO {}").format(writer)
    if one.referrer:
        yield inside + SQL("GRANT REFERENCES ON TABLES TO {}").format(name(prefix, one.referrer))
