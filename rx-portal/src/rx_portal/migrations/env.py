"""Runs the migrations of `rx` in one transaction, as the schema's owner."""

import os

from alembic import context
from sqlalchemy import create_engine, text

from rx_portal.kit.migration import SCHEMA


def run() -> None:
    """Take the owner's part, and upgrade."""
    prefix = os.environ.get("ROLE_PREFIX", "")
    url = os.environ["RX_MIGRATOR_URL"].replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f'SET ROLE "{prefix}rx_owner"'))
        context.configure(connection=connection, version_table_schema=SCHEMA, transactional_ddl=False)
        context.run_migrations()
    engine.dispose()


run()
