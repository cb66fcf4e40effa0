"""Run a statement of shared_lib on a connection."""

from typing import Any

import psycopg

from shared_lib.statement import Statement


def run(connection: psycopg.Connection, statement: Statement) -> list[tuple[Any, ...]]:
    """Run the statement and return its rows, or none where it returns nothing."""
    cursor = connection.execute(statement.sql.encode(), statement.params)
    return cursor.fetchall() if cursor.description else []
