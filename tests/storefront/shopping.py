"""What a shopper does, for tests of the shop."""

from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client

from shared_lib import events
from storefront.demo.load import identity
from storefront.kit import clock, jobs
from storefront.kit.db import run
from storefront.kit.outbox import SCHEMA
from storefront.order.models import Order
from storefront.payment.models import Attempt
from storefront.payment.service import SOON

ADDRESS = {
    "email": "noor@example.org",
    "phone": "",
    "name": "Noor Haddad",
    "line1": "12 Juniper Lane",
    "line2": "",
    "city": "Oakland",
    "state": "CA",
    "postcode": "94607",
    "shipping": "standard",
    "promo": "",
    "action": "order",
}


def put_in_basket(client: Client, code: str, quantity: int = 1) -> Any:
    return client.post("/basket/add/", {"sku": str(identity("sku", code)), "quantity": str(quantity)})


def order_of(sent: Any) -> Order:
    """The order whose payment page an answer leads to."""
    assert sent.status_code == 303, sent.content.decode()
    attempt = Attempt.objects.get(checkout_id=urlsplit(sent["Location"]).path.rsplit("/", 1)[1])
    return Order.objects.get(id=attempt.order_id)


def buy(client: Client, code: str = "CRE-300", quantity: int = 1, **told: str) -> Any:
    put_in_basket(client, code, quantity)
    return client.post("/checkout/", {**ADDRESS, **told})


def waiting() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id::text, type FROM outbox WHERE done_at IS NULL AND dead_at IS NULL ORDER BY seq"
        )
        rows: list[tuple[str, str]] = cursor.fetchall()
        return rows


def timers() -> set[tuple[str, str]]:
    """The timers that are set, each by its job and id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT job, ref_id FROM timer")
        return set(cursor.fetchall())


def deliver_all(*, but: tuple[str, ...] = ()) -> list[str]:
    """Do what scheduler, relay and worker would `SOON`, until nothing is left; tell what was done."""
    done: list[str] = []
    for _ in range(10):
        run(events.fire_due(SCHEMA, now=clock.now() + SOON, real_now=clock.real_now()))
        rows = [row for row in waiting() if row[1] not in but and row[0] not in done]
        if not rows:
            break
        for outbox_id, _kind in rows:
            jobs.deliver(outbox_id)
            done.append(outbox_id)
    return done


def failures() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, error_code FROM outbox WHERE failures > 0 ORDER BY seq")
        rows: list[tuple[str, str]] = cursor.fetchall()
        return rows
