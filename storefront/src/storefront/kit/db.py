"""The shop's one executor of `shared_lib` statements, on Django's connection."""

from typing import Any

from django.db import DatabaseError, connection, transaction

from shared_lib.catalog import errors as catalog_errors
from shared_lib.statement import Statement
from shared_lib.stock import errors as stock_errors


def run(statement: Statement) -> list[tuple[Any, ...]]:
    """Run a statement and return its rows, none if it answers nothing.

    :raises Refusal: the catalogue's or the stock's functions declined; the transaction must be rolled back.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, dict(statement.params))
            return cursor.fetchall() if cursor.description else []
    except DatabaseError as error:
        refusal = stock_errors.translate(error) or catalog_errors.translate(error)
        if refusal is None:
            raise
        raise refusal from error


def savepoint() -> transaction.Atomic:
    """Return a part of the open transaction that may be refused without spoiling the whole."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A savepoint needs an open transaction.")
    return transaction.atomic()
