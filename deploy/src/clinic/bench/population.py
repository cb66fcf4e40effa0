"""A clinic's worth of rows: products, orders, patients with cases, patients amid their questions."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from clinic.bench import copying
from clinic.bench.copying import Column, Copy, Maker, Press, Table, Value
from clinic.bench.first import GOODS, Firsts
from clinic.bench.house import House
from shared_lib.vault import DataKey, Place, Tampered, Wrapped, new_data_key, open_, seal, unwrap

PRODUCTS, ORDERS, CASES = 1_000, 20_000, 2_000
LASTS = timedelta(days=2)
_OF_SKU = ("shared.price", "shared.level", "shared.lot")
_TABLES_OF = """
SELECT format('%%I.%%I', n.nspname, c.relname) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = %s AND c.relkind = 'r' AND a.attname = %s AND NOT a.attisdropped ORDER BY 1
"""


@dataclass(frozen=True)
class Population:
    """How much there is of everything."""

    products: int
    orders: int
    cases: int

    @classmethod
    def of(cls, scale: int) -> "Population":
        """Return the size of a clinic, times `scale`."""
        return cls(PRODUCTS * scale, ORDERS * scale, CASES * scale)


def token_of(kind: str, number: int) -> str:
    """Return the session token of a patient who is a copy."""
    return f"bench-{kind}-{number}"


def fill_shop(house: House, firsts: Firsts, before: Population, after: Population) -> None:
    """Add products like those over the counter, evenly, and orders like the first."""
    with psycopg.connect(house.database("shop")) as connection:
        _products(connection, before.products, after.products)
        order = [("storefront.shop_order", "id = %s")]
        order += [
            (name, "order_id = %s") for (name,) in connection.execute(_TABLES_OF, ["storefront", "order_id"])
        ]
        tables = [copying.read(connection, name, where, [firsts.order]) for name, where in order]
        Press(tables, _nothing_special).run(connection, range(before.orders, after.orders))
    _settle(house.database("shop"))


def _products(connection: psycopg.Connection, before: int, after: int) -> None:
    goods = [
        row[0]
        for row in connection.execute(
            "SELECT id FROM shared.product WHERE kind = 'otc' AND status = 'active'"
            " AND slug <> ALL(%s) AND slug !~ '-[0-9]+$' ORDER BY position",
            [list(GOODS)],
        )
    ]
    about = [("shared.product", "id = %s")]
    for schema in ("shared", "storefront"):
        about += [
            (name, "product_id = %s") for (name,) in connection.execute(_TABLES_OF, [schema, "product_id"])
        ]
    of_its = "sku_id IN (SELECT id FROM shared.sku WHERE product_id = %s)"
    about += [(name, of_its) for name in _OF_SKU]
    for index, product in enumerate(goods):
        tables = [copying.read(connection, name, where, [product]) for name, where in about]
        Press(tables, _plenty).run(
            connection, range(*(_share(n, index, len(goods)) for n in (before, after)))
        )


def _share(whole: int, index: int, parts: int) -> int:
    return whole // parts + (index < whole % parts)


def _nothing_special(_: Table, __: Column, ___: Sequence[Value]) -> Maker | None:
    return None


def _plenty(table: Table, column: Column, _: Sequence[Value]) -> Maker | None:
    """Stock a copied product well, and put it after the others on its shelf."""
    if column.name == "position" and table.name == "shared.product":
        return lambda copy: str(1000 + copy.number)
    if column.name == "on_hand" and table.name in ("shared.lot", "shared.level"):
        return lambda _: "1000000"
    return None


class Records:
    """A patient's rows, with what is sealed in them opened, ready to be sealed again for others."""

    def __init__(self, connection: psycopg.Connection, house: House, patient: UUID, kind: str) -> None:
        self._keks = {"k1": base64.b64decode(house.secrets["portal_vault_key"])}
        self._kind = kind
        self._until = datetime.now(UTC) + LASTS
        names = [name for (name,) in connection.execute(_TABLES_OF, ["rx", "patient_id"])]
        tables = [copying.read(connection, "rx.patient", "id = %s", [patient])]
        tables += [copying.read(connection, name, "patient_id = %s", [patient]) for name in names]
        self._patient = str(patient)
        self._keys = dict(self._unwrapped(tables))
        self.press = Press([table for table in tables if table.rows], self._special)

    def keys_of(self, copy: Copy) -> None:
        """Draw a copy's own data keys."""
        for name, key in self._keys.items():
            owner = f"{copy.of(self._patient)}:{name}"
            copy.keys[name] = new_data_key(owner, key.version, kek_id="k1", kek=self._keks["k1"])

    def _unwrapped(self, tables: Sequence[Table]) -> list[tuple[str, DataKey]]:
        table = next(one for one in tables if one.name == "rx.data_key")
        names = [column.name for column in table.columns]
        found = []
        for row in table.rows:
            given = dict(zip(names, row, strict=True))
            name, blob = str(given["record_class"]), given["blob"]
            assert isinstance(blob, bytes)
            owner = f"{self._patient}:{name}"
            wrapped = Wrapped(owner, int(str(given["version"])), str(given["kek_id"]), blob)
            found.append((name, unwrap(wrapped, self._keks)))
        return found

    def _special(self, table: Table, column: Column, row: Sequence[Value]) -> Maker | None:
        given = dict(zip([one.name for one in table.columns], row, strict=True))
        if made := self._made(f"{table.name.removeprefix('rx.')}.{column.name}", given, given[column.name]):
            return made
        value = given[column.name]
        return self._opened(table, column, given, value) if isinstance(value, bytes) else None

    def _made(self, where: str, given: Mapping[str, Value], value: Value) -> Maker | None:
        """Return how the values are made that belong to a copy alone: keys, tokens, times."""
        match where:
            case "data_key.blob":
                name = str(given["record_class"])
                return lambda copy: _wrapped(copy, name)
            case "login_session.id_hash":
                return lambda copy: hashlib.sha256(token_of(self._kind, copy.number).encode()).digest()
            case "login_session.idle_until" | "login_session.absolute_until":
                return lambda _: self._until.isoformat()
            case "review.due_at" | "review.opened_at":
                first = datetime.fromisoformat(str(value))
                return lambda copy: (first + timedelta(seconds=copy.number * 7 % 86_400)).isoformat()
        return None

    def _opened(
        self, table: Table, column: Column, given: Mapping[str, Value], sealed: bytes
    ) -> Maker | None:
        """Return what seals the same text for a copy's row; None if no key of the patient opens it."""
        for row in {str(given.get("id", "")), self._patient} - {""}:
            for name, key in self._keys.items():
                try:
                    plain = open_(key, Place(f"{table.name}.{column.name}", row), sealed)
                except Tampered:
                    continue
                return _sealing(f"{table.name}.{column.name}", row, name, plain)
        return None


def _wrapped(copy: Copy, name: str) -> bytes:
    found = copy.keys[name]
    assert isinstance(found, tuple)
    wrapped: Wrapped = found[1]
    return wrapped.blob


def _sealing(column: str, row: str, name: str, plain: bytes) -> Maker:
    def make(copy: Copy) -> bytes:
        found = copy.keys[name]
        assert isinstance(found, tuple)
        return seal(found[0], Place(column, copy.of(row)), plain)

    return make


def fill_records(house: House, patient: UUID, kind: str, numbers: range) -> None:
    """Add patients like this one, each with keys, ids and a session of their own."""
    with psycopg.connect(house.database("rx")) as connection:
        records = Records(connection, house, patient, kind)
        records.press.run(connection, numbers, records.keys_of)
    _settle(house.database("rx"))


def _settle(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
        connection.execute("CHECKPOINT")
