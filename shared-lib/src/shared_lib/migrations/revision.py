"""What a revision does: run SQL files, with the clinic's role names, in the connection's transaction."""

from alembic import context, op

from shared_lib.migrations.sql import load


def database() -> str:
    """Return which of the two databases is being migrated: shop or rx."""
    return context.config.attributes["database"]


def run(*names: str) -> None:
    """Run these SQL files in order."""
    connection = op.get_bind().connection.driver_connection
    for name in names:
        connection.execute(load(name, prefix=context.config.attributes["prefix"]))
