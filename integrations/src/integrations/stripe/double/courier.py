"""Webhooks: signed in real time, delivered apart from the request, again until taken; and badly on demand."""

import asyncio
import random
import sqlite3
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import httpx
import stripe

from integrations.stripe.double.settings import Merchant
from integrations.stripe.double.store import Store

PAUSE = 0.1
PATIENCE = 10.0
ATTEMPTS = 16
LONGEST_WAIT = 60.0
TAKEN = range(200, 300)
EVENT = "select body from object where id = ?"


@dataclass(slots=True)
class Behaviour:
    """How deliveries go. `drop` is how many of the next are lost for good; `delay` is in real seconds."""

    double: bool = False
    shuffle: bool = False
    hold: bool = False
    delay: float = 0.0
    drop: int = 0

    def __post_init__(self) -> None:
        """Take numbers only.

        :raises ValueError: one is none.
        """
        self.delay, self.drop = float(self.delay), int(self.drop)


class Courier:
    """Carries events to the merchants' webhooks."""

    def __init__(self, store: Store, merchants: Sequence[Merchant]) -> None:
        self._store = store
        self._merchants = {merchant.name: merchant for merchant in merchants}
        self.behaviour = Behaviour()
        self._rounds = {merchant.name: asyncio.Lock() for merchant in merchants}

    async def run(self) -> None:
        """Carry for ever, each merchant's in its own time."""
        async with httpx.AsyncClient(timeout=PATIENCE) as client, asyncio.TaskGroup() as rounds:
            for name in self._merchants:
                rounds.create_task(self._serve(client, name))

    @asynccontextmanager
    async def still(self) -> AsyncIterator[None]:
        """Wait until nothing is on the way, and let nothing go meanwhile."""
        async with AsyncExitStack() as stack:
            for lock in self._rounds.values():
                await stack.enter_async_context(lock)
            yield

    async def release(self, order: Sequence[str] | None = None) -> list[str]:
        """Carry what was held now, in the order of these event ids or as it came, and return their ids."""
        rows = self._store.run("select * from delivery where state = 'waiting' order by seq")
        if order is not None:
            rows = sorted(
                (row for row in rows if row["event"] in order), key=lambda row: order.index(row["event"])
            )
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            for row in rows:
                await self._carry(client, row)
        return [row["event"] for row in rows]

    async def _serve(self, client: httpx.AsyncClient, account: str) -> None:
        sql = """select * from delivery where account = ? and state = 'waiting' and
                 next_try + (case when attempts = 0 then ? else 0 end) <= ? order by seq limit 50"""
        while True:
            await asyncio.sleep(PAUSE)
            if self.behaviour.hold:
                continue
            rows = self._store.run(sql, account, self.behaviour.delay, time.time())
            if self.behaviour.shuffle:
                random.shuffle(rows)
            for row in rows:
                if not self.behaviour.hold:
                    await self._carry(client, row)

    def _waits(self, row: sqlite3.Row) -> bool:
        """Return whether a delivery is still to be made: others may have been, or all been forgotten."""
        return bool(self._store.run("select 1 from delivery where seq = ? and state = 'waiting'", row["seq"]))

    async def _carry(self, client: httpx.AsyncClient, row: sqlite3.Row) -> None:
        async with self._rounds[row["account"]]:
            if self._waits(row):
                await self._hand_over(client, row)

    async def _hand_over(self, client: httpx.AsyncClient, row: sqlite3.Row) -> None:
        if self.behaviour.drop > 0:
            self.behaviour.drop -= 1
            self._note(row, "dropped", None)
            return
        body = str(self._store.run(EVENT, row["event"])[0]["body"])
        status = await self._post(client, row["account"], body)
        if self.behaviour.double:
            await self._post(client, row["account"], body)
        gave_up = row["attempts"] + 1 >= ATTEMPTS
        self._note(row, "delivered" if status in TAKEN else "failed" if gave_up else "waiting", status)

    async def _post(self, client: httpx.AsyncClient, account: str, body: str) -> int | None:
        merchant = self._merchants[account]
        signature = stripe.WebhookSignature.generate_signature_header(body, merchant.webhook_secret)
        headers = {"Stripe-Signature": signature, "Content-Type": "application/json; charset=utf-8"}
        try:
            answer = await client.post(str(merchant.webhook_url), content=body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL):
            return None
        return answer.status_code

    def _note(self, row: sqlite3.Row, state: str, status: int | None) -> None:
        wait = min(LONGEST_WAIT, 0.5 * 2 ** row["attempts"])
        self._store.run(
            "update delivery set state = ?, status = ?, attempts = attempts + 1, next_try = ? where seq = ?",
            *(state, status, time.time() + wait, row["seq"]),
        )
