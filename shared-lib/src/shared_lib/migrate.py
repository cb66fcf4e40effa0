"""Bring the schemas that belong to shared-lib up to date: `python -m shared_lib.migrate shop|rx`.

Reads SHOP_MIGRATOR_URL or RX_MIGRATOR_URL (login `migrator`, which becomes each schema's owner) and
ROLE_PREFIX,
which goes before every role's name where clinics share a server. The schemas were made by `clinic provision`.
"""

import os
import sys
from collections.abc import Sequence

import psycopg
from psycopg.sql import SQL, Identifier

from shared_lib.migrations import BRANCHES, PLACE, head

_LOCK = 0x5A1E_D4B0
"""Two runs at once wait for each other by this advisory lock."""


def migrate(database: str, url: str, *, prefix: str = "") -> list[str]:
    """Upgrade every branch of the database and return those that changed."""
    changed = []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        for branch in BRANCHES[database]:
            connection.execute(SQL("SET ROLE {}").format(Identifier(f"{prefix}{branch}_owner")))
            connection.execute(SQL("SET search_path TO {}").format(Identifier(branch)))
            if _version(connection, branch) != head(branch):
                _upgrade(connection, database, branch, prefix)
                changed.append(branch)
    return changed


def _version(connection: psycopg.Connection, branch: str) -> str | None:
    known = connection.execute("SELECT to_regclass(%s)", [f"{branch}.alembic_version"]).fetchone()
    if known is None or known[0] is None:
        return None
    table = SQL("SELECT version_num FROM {}").format(Identifier(branch, "alembic_version"))
    row = connection.execute(table).fetchone()
    return None if row is None else str(row[0])


def _upgrade(connection: psycopg.Connection, database: str, branch: str, prefix: str) -> None:
    # Imported late: a run that finds nothing to do, as at most starts, never loads these.
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import StaticPool, create_engine

    connection.autocommit = False
    engine = create_engine("postgresql+psycopg://", creator=lambda: connection, poolclass=StaticPool)
    config = Config()
    config.set_main_option("script_location", str(PLACE).replace("%", "%%"))
    with engine.connect() as bound:
        config.attributes.update(connection=bound, branch=branch, database=database, prefix=prefix)
        command.upgrade(config, f"{branch}@head")
        bound.commit()
    connection.autocommit = True


def main(arguments: Sequence[str]) -> int:
    """Run for the database named on the command line; 2 if it is not one of ours."""
    if len(arguments) != 1 or arguments[0] not in BRANCHES:
        sys.stderr.write("usage: python -m shared_lib.migrate shop|rx\n")
        return 2
    database = arguments[0]
    url = os.environ[f"{database.upper()}_MIGRATOR_URL"]
    changed = migrate(database, url, prefix=os.environ.get("ROLE_PREFIX", ""))
    sys.stdout.write(f"{database}: {', '.join(changed) or 'nothing to do'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
