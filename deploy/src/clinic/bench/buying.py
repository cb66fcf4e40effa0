"""Measures of buying: into the basket, to a pending order, to a paid one.

Each guest calls from an address of their own, for the shop limits how often one address may check out.
"""

import asyncio
import re
import time
from collections.abc import Sequence

import psycopg

from clinic.bench.driver import WrongAnswers
from clinic.bench.first import ADDRESS
from clinic.bench.scenario import Errands, Pages, Stage
from clinic.bench.target import Target
from clinic.bench.wire import Answer, Request, Wire
from shared_lib.vault import new_link

GUESTS = 400
CARD = {"method": "card", "number": "4242424242424242", "expiry": "12/34", "cvc": "123"}
PATIENCE = 20.0
_SUBMISSION = re.compile(r'name="submission"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="submission"')


def _skus(stage: Stage) -> Sequence[str]:
    query = (
        "SELECT sku.id::text FROM shared.sku JOIN shared.product ON product.id = sku.product_id"
        " JOIN shared.level ON level.sku_id = sku.id WHERE level.on_hand > 100000 AND sku.status = 'active'"
        " ORDER BY sku.id LIMIT 1000"
    )
    with psycopg.connect(stage.house.database("shop")) as connection:
        return [sku for (sku,) in connection.execute(query)]


def add_to_basket(stage: Stage, _: int) -> Sequence[Request]:
    """Return guests putting something into baskets that hold up to a dozen things already."""
    skus, guests = _skus(stage), [new_link().token for _ in range(GUESTS)]
    return [
        _add(sku, guest)
        for n in range(12)
        for index, guest in enumerate(guests)
        for sku in [skus[(index * 13 + n * 7) % len(skus)]]
    ]


def _add(sku: str, guest: str) -> Request:
    headers = {"Cookie": f"shop_basket={guest}", "HX-Request": "true"}
    return Request("/basket/add/", "POST", headers, {"sku": sku, "quantity": "1"})


class _Guest:
    """Somebody who buys two things: what they hold, and how long they waited for answers."""

    def __init__(self, stage: Stage, number: int) -> None:
        self._wires = {
            name: Wire(stage.house.port(name), f"127.1.{number // 250 % 250}.{number % 250 + 1}")
            for name in ("storefront", "stripe")
        }
        self._cookies: dict[str, str] = {}
        self.waited = 0.0

    async def ask(self, process: str, request: Request, status: int) -> Answer:
        """Send a request with this guest's cookies.

        :raises WrongAnswers: the answer has another status.
        """
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        sent = Request(request.path, request.method, {"Cookie": cookies}, request.fields)
        begun = time.perf_counter()
        answer = await self._wires[process].ask(sent)
        self.waited += time.perf_counter() - begun
        if process == "storefront":
            self._cookies |= answer.cookies
        if answer.status != status:
            raise WrongAnswers(f"{request.path}: {answer.status} instead of {status}: {answer.text[:300]}")
        return answer

    async def leave(self) -> None:
        """Close the window."""
        for wire in self._wires.values():
            await wire.close()


async def _order(guest: _Guest, skus: Sequence[str], number: int) -> str:
    """Fill the basket and check out; return the address of the payment page."""
    for sku in (skus[number % len(skus)], skus[(number * 7 + 3) % len(skus)]):
        await guest.ask(
            "storefront", Request("/basket/add/", "POST", None, {"sku": sku, "quantity": "1"}), 302
        )
    form = await guest.ask("storefront", Request("/checkout/"), 200)
    found = _SUBMISSION.search(form.text)
    if found is None:
        raise WrongAnswers("The checkout names no submission.")
    fields = {**ADDRESS, "submission": found[1] or found[2], "email": f"guest{number}@example.com"}
    fields |= {"shipping": "standard", "action": "order"}
    placed = await guest.ask("storefront", Request("/checkout/", "POST", None, fields), 303)
    return placed.headers["location"]


_skus_of: dict[int, Sequence[str]] = {}


async def check_out(stage: Stage, number: int) -> float:
    """Place an order that waits for its payment; return the seconds that its guest waited."""
    skus = _skus_of.setdefault(id(stage.house), _skus(stage))
    guest = _Guest(stage, number)
    try:
        page = await _order(guest, skus, number)
        if "/c/pay/" not in page:
            raise WrongAnswers(f"The order leads to {page}, not to its payment.")
    finally:
        await guest.leave()
    return guest.waited


def _path(answer: Answer) -> str:
    location = answer.headers["location"]
    return location if location.startswith("/") else "/" + location.split("/", 3)[3]


async def pay(stage: Stage, number: int) -> float:
    """Place an order and pay it, until its page says so; return the seconds from the first click."""
    skus = _skus_of.setdefault(id(stage.house), _skus(stage))
    guest, begun = _Guest(stage, number), time.perf_counter()
    try:
        page = await _order(guest, skus, number)
        path = "/c/pay/" + page.partition("/c/pay/")[2]
        back = await guest.ask("stripe", Request(path, "POST", None, CARD), 303)
        returned = await guest.ask("storefront", Request(_path(back)), 302)
        address = _path(returned)
        while "Paid" not in (await guest.ask("storefront", Request(address), 200)).text:
            if time.perf_counter() - begun > PATIENCE:
                raise WrongAnswers(f"{address} is not paid after {PATIENCE:g} seconds.")
            await asyncio.sleep(0.05)
    finally:
        await guest.leave()
    return time.perf_counter() - begun


SHOP = ("storefront", "worker-shop", "relay-shop")
PAGES = (
    Pages(
        "basket",
        "Add to basket",
        "storefront",
        Target(rate=400, statements=6, p95_ms=30),
        add_to_basket,
        "basket",
        is_once=True,
    ),
)
ERRANDS = (
    Errands(
        "pending",
        "Guest checkout to a pending order, 4 clients",
        ["storefront"],
        Target(rate=27, statements=60, p95_ms=200),
        check_out,
    ),
    Errands(
        "paid",
        "Guest checkout to a paid order, double and webhook included, 4 clients",
        SHOP,
        Target(rate=16, statements=90, p95_ms=400),
        pay,
    ),
)
