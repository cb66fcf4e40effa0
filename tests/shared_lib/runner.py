"""One login's connection: each statement in its own transaction, refusals as the domain's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from shared_lib.catalog import errors as catalog_errors
from shared_lib.statement import Statement
from shared_lib.stock import errors as stock_errors


class Runner:
    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)

    def run(self, statement: Statement) -> list[tuple[Any, ...]]:
        return self.sql(statement.sql, statement.params)

    def sql(self, query: str, params: Any = None) -> list[tuple[Any, ...]]:
        try:
            with self.connection.transaction():
                cursor = self.connection.execute(query, params)
                return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            refusal = stock_errors.translate(error) or catalog_errors.translate(error)
            raise refusal or error from error

    def value(self, query: str, params: Any = None) -> Any:
        return self.sql(query, params)[0][0]


@contextmanager
def runner(url: str) -> Iterator[Runner]:
    one = Runner(url)
    with one.connection:
        yield one
