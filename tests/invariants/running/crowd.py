"""People who buy and pay at a running clinic, and who try again, as people do, when a page does not come.

Each is asked over and over to do the next thing, from what the databases say of them, until they have what
they came for. Everything goes over HTTP: the shop's and the desk's doors, the processor's page, the pharmacy.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol
from uuid import uuid4

import httpx
import psycopg

from clinic.story.people import CARD
from clinic.story.town import Town
from tests.journeys.facts import rows

PATIENCE = 20.0
ADDRESS = {
    "name": "Noor Haddad",
    "line1": "12 Juniper Lane",
    "city": "Oakland",
    "state": "CA",
    "postcode": "94607",
    "shipping": "standard",
    "action": "order",
}
RX = """
SELECT ordered.prescription_id::text, ordered.id::text, ordered.reference, ordered.status,
       fill.status, fill.fill_id,
       (SELECT string_agg(status, ' ' ORDER BY number) FROM rx.payment_attempt WHERE order_id = ordered.id)
  FROM rx.rx_order AS ordered LEFT JOIN rx.dispense AS fill ON fill.order_id = ordered.id
"""
SHOP = """
SELECT ordered.submission_id::text, ordered.reference, ordered.status,
       (SELECT string_agg(status, ' ' ORDER BY number) FROM storefront.payment_attempt
         WHERE order_id = ordered.id),
       (SELECT string_agg(status, ' ') FROM storefront.payment_refund WHERE order_id = ordered.id)
  FROM storefront.shop_order AS ordered
"""


class Plan(StrEnum):
    """What somebody wants, or what others have in mind for them."""

    KEEP = "keep"
    REJECTED = "rejected"
    REFUNDED = "refunded"
    CANCEL = "cancel"
    DECLINE = "decline"
    LEAVE = "leave"


class Somebody(Protocol):
    """Who can be asked to go on."""

    client: httpx.Client

    @property
    def is_to_pay(self) -> bool:
        """Whether they mean to pay and have not, so that the page must not run out."""

    def go_on(self, town: Town, seen: "Seen") -> bool: ...


@dataclass(frozen=True)
class Seen:
    """How all orders stand, by prescription and by submission; and how far the pharmacy is with each fill."""

    rx: dict[str, tuple[Any, ...]]
    shop: dict[str, tuple[Any, ...]]
    stages: dict[str, str]


@dataclass
class Patient:
    """Somebody with a signed prescription; `go_on` tells whether all has come about."""

    plan: Plan
    known: dict[str, str]
    page: str | None = None
    has_paid: bool = False
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=PATIENCE))

    ENDS = {
        Plan.KEEP: ("captured", "released", "captured"),
        Plan.REJECTED: ("rejected", "rejected", "voided"),
        Plan.REFUNDED: ("rejected", "rejected", "refunded"),
        Plan.CANCEL: ("cancelled", "cancelled", "voided"),
        Plan.DECLINE: ("cancelled", None, "expired"),
    }

    @property
    def is_to_pay(self) -> bool:
        return self.plan is not Plan.DECLINE and not self.has_paid

    def go_on(self, town: Town, seen: Seen) -> bool:
        if self.known["prescription"] not in seen.rx:
            return False
        order, _, status, fill, fill_id, money = seen.rx[self.known["prescription"]]
        stage = seen.stages.get(fill_id or "", "")
        if (status, fill, money) == self.ENDS[self.plan]:
            return self.plan is not Plan.KEEP or stage == "released"
        if status == "offered":
            self._pay(town, order)
        elif stage:
            self._at_the_pharmacy(town, order, fill_id, stage)
        return False

    def _pay(self, town: Town, order: str) -> None:
        if self.page is None:
            answer = self._press(town, f"/care/orders/{order}/pay")
            self.page = answer.headers["location"] if answer.status_code == 303 else None
        elif self.plan is Plan.DECLINE:
            self._press(town, f"/care/orders/{order}/decline")
        elif not self.has_paid:
            self.has_paid = self.client.post(self.page, data=CARD).status_code == 303

    def _at_the_pharmacy(self, town: Town, order: str, fill_id: str, stage: str) -> None:
        match self.plan, stage:
            case Plan.CANCEL, "received":
                self._press(town, f"/care/orders/{order}/cancel")
            case _, "received":
                town.pharmacy(fill_id, "accept")
            case Plan.REJECTED, "accepted":
                town.pharmacy(fill_id, "reject", reason="out_of_stock")
            case _, "accepted":
                town.pharmacy(fill_id, "ready")
            case Plan.REFUNDED, "released":
                town.pharmacy(fill_id, "reject", reason="out_of_stock")

    def _press(self, town: Town, path: str) -> httpx.Response:
        portal = town.at("portal", "").rstrip("/")
        headers = {
            "origin": portal,
            "x-csrf-token": self.known["csrf"],
            "cookie": f"rx_session={self.known['token']}",
        }
        return self.client.post(portal + path, headers=headers)


@dataclass
class Guest:
    """Somebody who buys over the counter."""

    plan: Plan
    sku: str
    quantity: int = 1
    submission: str = field(default_factory=lambda: str(uuid4()))
    has_chosen: bool = False
    page: str | None = None
    has_paid: bool = False
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=PATIENCE))

    ENDS = {
        Plan.KEEP: ("paid", "paid", None),
        Plan.CANCEL: ("cancelled", "paid", "succeeded"),
        Plan.DECLINE: ("cancelled", "expired", None),
        Plan.LEAVE: ("cancelled", "expired", None),
    }

    @property
    def is_to_pay(self) -> bool:
        return self.page is None or (self.plan in (Plan.KEEP, Plan.CANCEL) and not self.has_paid)

    @property
    def email(self) -> str:
        return f"g{self.submission}@example.com"

    def go_on(self, town: Town, seen: Seen) -> bool:
        stands = seen.shop.get(self.submission)
        if stands and stands[1:] == self.ENDS[self.plan]:
            return True
        if self.page is None:
            self._order(town)
        elif self.plan in (Plan.KEEP, Plan.CANCEL) and not self.has_paid:
            self.has_paid = self.client.post(self.page, data=CARD).status_code == 303
        elif stands and (self.plan, stands[1]) in ((Plan.CANCEL, "paid"), (Plan.DECLINE, "pending")):
            self.client.post(town.at("storefront", f"/orders/{stands[0]}/cancel/"))
        return False

    def _order(self, town: Town) -> None:
        if not self.has_chosen:
            chosen = {"sku": self.sku, "quantity": str(self.quantity)}
            answer = self.client.post(town.at("storefront", "/basket/add/"), data=chosen)
            self.has_chosen = answer.status_code == 302
            return
        told = {**ADDRESS, "email": self.email, "submission": self.submission}
        answer = self.client.post(town.at("storefront", "/checkout/"), data=told)
        where = answer.headers.get("location", "")
        if "/orders/" in where:
            answer = self.client.post(town.at("storefront", where + "pay/"))
            where = answer.headers.get("location", "")
        self.page = where if "/c/pay/" in where else None


def look(town: Town) -> Seen:
    """See how everything stands."""
    return Seen(
        {row[0]: row[1:] for row in rows(town, "rx", RX)},
        {row[0]: row[1:] for row in rows(town, "shop", SHOP)},
        {one["task"]["id"]: one["task"]["businessStatus"]["coding"][0]["code"] for one in town.fills()},
    )


def drive(
    town: Town,
    people: Sequence[Somebody],
    *,
    patience: Callable[[], float],
    meanwhile: Callable[[Sequence[Somebody]], None] = lambda _: None,
) -> None:
    """Have everybody go on until all have what they came for.

    `patience` says when it is too late, by the monotonic clock; `meanwhile` is told who is still under way.
    """
    with ExitStack() as clients:
        for one in people:
            clients.enter_context(one.client)
        _drive(town, list(people), patience, meanwhile)


def _drive(
    town: Town,
    waiting: list[Somebody],
    patience: Callable[[], float],
    meanwhile: Callable[[Sequence[Somebody]], None],
) -> None:
    while waiting:
        try:
            seen = look(town)
        except (psycopg.OperationalError, httpx.HTTPError):
            seen = None
        waiting = [one for one in waiting if seen is None or not goes_on(one, town, seen)]
        meanwhile(waiting)
        assert time.monotonic() < patience(), [describe(one, look(town)) for one in waiting]
        time.sleep(0.2)


def goes_on(one: Somebody, town: Town, seen: Seen) -> bool:
    try:
        return one.go_on(town, seen)
    except httpx.HTTPError:
        return False


def describe(one: Somebody, seen: Seen) -> str:
    if isinstance(one, Patient):
        return f"patient {one.plan}: {seen.rx.get(one.known['prescription'])}"
    assert isinstance(one, Guest)
    return f"guest {one.plan}: {seen.shop.get(one.submission)}"
