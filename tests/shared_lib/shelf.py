"""Products, SKUs and lots for the tests, made as the logins may make them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from shared_lib import audit, stock
from shared_lib.audit import Entry
from shared_lib.identity import Actor
from shared_lib.ids import short_reference, uuid7
from shared_lib.stock import Line, NewLot
from tests.shared_lib.runner import Runner

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
SOON = NOW + timedelta(minutes=30)


def an_entry(action: str = "stock.change", **given: Any) -> Entry:
    return audit.entry(actor=Actor.system("test"), action=action, subject="order:1", at=NOW, **given)


def a_reference(noun: str = "order") -> str:
    return f"{noun}:{short_reference(12)}"


def a_product(shop: Runner, **given: Any) -> UUID:
    columns = {"kind": "otc", "needs_prescription": False, "status": "active"} | given
    if columns["kind"] == "rx":
        columns = {"pharmacy": "dispensary", "rx_class": "metformin"} | columns | {"needs_prescription": True}
    category, product = uuid7(), uuid7()
    name = columns.pop("name", "Evening magnesium")
    slug = columns.pop("category", f"c{category.hex}")
    shop.sql(
        "INSERT INTO shared.category (id, slug) VALUES (%s, %s) ON CONFLICT (slug) DO NOTHING",
        [category, slug],
    )
    columns = {"id": product, "slug": f"p{product.hex}"} | columns
    names = ", ".join(columns)
    values = ", ".join(f"%({column})s" for column in columns)
    shop.sql(
        f"INSERT INTO shared.product (category_id, {names})"
        f" SELECT id, {values} FROM shared.category WHERE slug = %(shelf)s",
        columns | {"shelf": slug},
    )
    shop.sql(
        "INSERT INTO shared.product_text (product_id, locale, name, summary)"
        " VALUES (%s, 'en', %s, 'Before bed.')",
        [columns["id"], name],
    )
    return UUID(str(columns["id"]))


def a_sku(shop: Runner, product: UUID | None = None, *, amount: int | None = None, **given: Any) -> UUID:
    sku = uuid7()
    columns = {"id": sku, "product_id": product or a_product(shop), "code": f"S-{sku.hex}"} | given
    names = ", ".join(columns)
    shop.sql(
        f"INSERT INTO shared.sku ({names}) VALUES ({', '.join(f'%({name})s' for name in columns)})", columns
    )
    if amount is not None:
        shop.sql(
            "INSERT INTO shared.price (id, sku_id, amount, currency, valid_from)"
            " VALUES (%s, %s, %s, 'USD', %s)",
            [uuid7(), sku, amount, NOW - timedelta(days=30)],
        )
    return sku


def a_lot(login: Runner, sku: UUID, quantity: int, *, days: int | None = 90, **given: Any) -> UUID:
    expires_on: date | None = None if days is None else TODAY + timedelta(days=days)
    fields = {"code": short_reference(), "location": "main"} | given
    lot = NewLot(id=uuid7(), sku_id=sku, quantity=quantity, expires_on=expires_on, **fields)
    rows = login.run(stock.receive(reference=a_reference("receipt"), lot=lot, now=NOW, entry=an_entry()))
    return UUID(str(rows[0][0]))


@dataclass
class Promise:
    """A reservation under way, for tests that go on with it."""

    reference: str
    lines: list[Line]


def a_promise(login: Runner, *lines: Line, expires_at: datetime = SOON, now: datetime = NOW) -> Promise:
    promise = Promise(a_reference(), list(lines))
    statement = stock.reserve(
        reference=promise.reference, lines=lines, expires_at=expires_at, now=now, entry=an_entry()
    )
    login.run(statement)
    return promise


def level(login: Runner, sku: UUID) -> tuple[int, int]:
    """What is on hand for sale, and what of it is promised."""
    rows = login.sql("SELECT on_hand, reserved FROM shared.level WHERE sku_id = %s", [sku])
    return rows[0][0], rows[0][1]


def on_shelf(login: Runner, lot: UUID) -> int:
    return int(login.value("SELECT on_hand FROM shared.lot WHERE id = %s", [lot]))


def entries(administrator: Runner) -> int:
    return int(administrator.value("SELECT count(*) FROM audit.event"))
