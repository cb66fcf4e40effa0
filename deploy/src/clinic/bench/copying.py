"""Multiplying rows: what one person's way through the front doors left in the tables, many times over.

Each copy has ids of its own wherever the original's stand, and values of its own wherever a column is unique.
So a table that gains a column needs no change here.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import psycopg
from psycopg.sql import SQL, Identifier

from shared_lib.ids import uuid7

Value = str | bytes | None
BATCH = 2_000

_COLUMNS = """
SELECT a.attname, t.typname,
       a.attidentity <> '' OR a.attgenerated <> ''
           OR COALESCE(pg_get_expr(d.adbin, d.adrelid), '') LIKE 'nextval(%%',
       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND i.indpred IS NULL
                  AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum)
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""


@dataclass(frozen=True)
class Column:
    """A column that is copied; those that the database fills in itself are not."""

    name: str
    type: str
    is_unique: bool


@dataclass(frozen=True)
class Table:
    """The original's rows of one table: text as the database writes it, bytes as they are."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


@dataclass
class Copy:
    """One copy: its number, and what stands in it for each of the original's own values."""

    number: int
    instead: dict[str, str] = field(default_factory=dict)
    keys: dict[str, object] = field(default_factory=dict)

    def of(self, original: str) -> str:
        """Return what stands for an id or a unique value of the original."""
        return self.instead[original]


Maker = Callable[[Copy], Value]
Special = Callable[[Table, Column, Sequence[Value]], Maker | None]


def read(connection: psycopg.Connection, name: str, where: str, values: Sequence[object]) -> Table:
    """Return the rows of a table that a condition finds."""
    columns = [
        Column(column, kind, is_unique)
        for column, kind, is_filled_in, is_unique in connection.execute(_COLUMNS, [name])
        if not is_filled_in
    ]
    taken = SQL(", ").join(
        Identifier(one.name) if one.type == "bytea" else SQL("{}::text").format(Identifier(one.name))
        for one in columns
    )
    query = SQL("SELECT {} FROM {} WHERE {}").format(
        taken,
        Identifier(*name.split(".")),
        SQL(where),
    )
    return Table(name, columns, connection.execute(query, values).fetchall())


class Press:
    """Prints copies of some tables' rows. `special` may say how one value of one row is made."""

    def __init__(self, tables: Sequence[Table], special: Special) -> None:
        self._tables = tables
        self._own = dict(_own(tables))
        self._lines = [
            (table, [_makers(table, row, self._own, special) for row in table.rows]) for table in tables
        ]

    def run(
        self, connection: psycopg.Connection, numbers: range, begin: Callable[[Copy], None] | None = None
    ) -> None:
        """Add a copy for each number; foreign keys and triggers are not asked, for what is copied fits."""
        connection.execute("SET session_replication_role = replica")
        for first in range(numbers.start, numbers.stop, BATCH):
            batch = [self._copy(n) for n in range(first, min(first + BATCH, numbers.stop))]
            for copy in batch:
                if begin:
                    begin(copy)
            for table, lines in self._lines:
                _write(connection, table, (([make(copy) for make in row]) for copy in batch for row in lines))
        connection.commit()

    def _copy(self, number: int) -> Copy:
        fresh = {old: str(uuid7()) if is_id else f"{old}-{number}" for old, is_id in self._own.items()}
        return Copy(number, fresh)


def _own(tables: Sequence[Table]) -> Iterator[tuple[str, bool]]:
    """Yield the values that are the original's own: ids of its rows, and text that is unique."""
    for table in tables:
        for row in table.rows:
            for column, value in zip(table.columns, row, strict=True):
                if isinstance(value, str) and column.type == "uuid" and column.name == "id":
                    yield value, True
                elif isinstance(value, str) and column.is_unique and column.type in ("text", "varchar"):
                    yield value, False
                elif isinstance(value, str) and column.is_unique and column.type == "uuid":
                    yield value, True


def _makers(table: Table, row: Sequence[Value], own: Mapping[str, bool], special: Special) -> list[Maker]:
    return [
        special(table, column, row) or _maker(column, value, own)
        for column, value in zip(table.columns, row, strict=True)
    ]


def _maker(column: Column, value: Value, own: Mapping[str, bool]) -> Maker:
    if isinstance(value, bytes) and column.is_unique:
        size = len(value)
        return lambda _: secrets.token_bytes(size)
    if isinstance(value, str) and value in own:
        return lambda copy: copy.instead[value]
    return lambda _: value


def _write(connection: psycopg.Connection, table: Table, rows: Iterator[Sequence[Value]]) -> None:
    if not table.rows:
        return
    names = SQL(", ").join(Identifier(column.name) for column in table.columns)
    into = SQL("COPY {} ({}) FROM STDIN").format(Identifier(*table.name.split(".")), names)
    with connection.cursor().copy(into) as copy:
        for row in rows:
            copy.write_row(row)
