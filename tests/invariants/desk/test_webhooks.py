"""Created, authorised, captured, refunded: in every order, each twice and at once, the same comes of it.

A payment goes its whole way while its webhooks are late: each is delivered as soon as the order under test
lets it, which may be long after what it tells of. The patient's return and the jobs go on meanwhile.
"""

import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from rx_portal.app.delivery import Deliverer
from rx_portal.enrollment import steps as enrollment
from rx_portal.payment import steps
from tests.integrations.stripe.running import DESK
from tests.invariants.at_once import in_tasks, kinds
from tests.rx_portal.paying import CLINIC, OrderMove, Till, real_now
from tests.rx_portal.review.builders import PROFILE

Client = AsyncTestClient[Litestar]

KINDS = (
    "payment_intent.created",
    "payment_intent.amount_capturable_updated",
    "payment_intent.succeeded",
    "charge.refunded",
)
SAME = {
    "order": "rejected",
    "money": ["refunded"],
    "books": {"held": 0, "captured": 4900, "refunded": 4900},
    "moves": ["open", "authorize", "capture", "captured", "refund", "refunded"],
    "told": {
        "order.ended.v1": 1,
        "order.moved.v1": 4,
        "order.offered.v1": 1,
        "payment.authorized.v1": 1,
        "payment.capture": 1,
        "payment.captured.v1": 1,
        "payment.refund": 1,
        "payment.returned.v1": 1,
    },
    "deliveries": 4,
    "unfinished": 0,
}
MOVES = """
SELECT step.move FROM rx.payment_step step JOIN rx.payment_attempt attempt ON attempt.id = step.attempt_id
 WHERE attempt.order_id = :order ORDER BY step.at, step.id
"""
TOLD = """
SELECT type, count(*) FROM rx.outbox WHERE aggregateid = :order::text OR aggregateid IN (
    SELECT id::text FROM rx.payment_attempt WHERE order_id = :order) GROUP BY type ORDER BY type
""".replace(":order::text", "cast(:order AS text)")


def number(order: Sequence[int]) -> str:
    return "".join(map(str, order))


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=number)
async def test_the_same_comes_of_every_order(till: Till, client: Client, order: Sequence[int]) -> None:
    client.app.state.ports = till.ports
    async with till.session() as session, session.begin():
        await enrollment.keep_profile(session, till.patient_id, PROFILE, now=real_now())
    post = Post(till, client, [KINDS[index] for index in order])
    till.double.pay(await till.page(real_now()))
    await together([post.bring, lambda: till.settle(real_now()), post.bring])

    await till.move(OrderMove.SEND, OrderMove.READY, now=real_now())
    async with till.session() as session, session.begin():
        await steps.request_capture(session, till.order_id, actor=CLINIC, now=real_now())
    await together([post.bring, post.work_off, post.bring])

    await till.move(OrderMove.REJECT, now=real_now())
    await together([post.bring, post.work_off, post.bring])
    await post.work_off()
    await together([post.bring, post.bring])

    assert await outcome(till, post) == SAME


@dataclass
class Post:
    """The webhooks of one payment, to be delivered in this order; and the worker that looks into them."""

    till: Till
    client: Client
    waiting: list[str]
    brought: list[str] = field(default_factory=list)

    async def bring(self) -> None:
        """Deliver each that is next and has happened, twice at once; then have it looked into."""
        while self.waiting and (event := self._happened(self.waiting[0])):
            self.waiting.pop(0)
            self.brought.append(event["id"])
            answers = await in_tasks([lambda e=event: self._post(e)] * 2)  # type: ignore[misc]
            assert answers == [202, 202]
            await self.work_off()

    async def work_off(self) -> None:
        """Run every row that waits, each by two workers at once, until none does."""
        deliverer = Deliverer(self.till.settings, sessions=self.till.sessions, ports=self.till.ports)
        for _ in range(20):
            rows = await self.rows("done_at IS NULL AND dead_at IS NULL AND failures < 5")
            if not rows:
                return
            ran = await in_tasks([lambda r=row: deliverer.deliver(r) for row in rows * 2])  # type: ignore[misc]
            assert kinds(ran) == {"NoneType": len(ran)}
        raise AssertionError("The outbox does not empty.")

    async def rows(self, which: str) -> list[str]:
        """What the outbox holds of this order's money and its webhooks."""
        asked = text(
            f"SELECT id::text FROM rx.outbox WHERE ({which}) AND type LIKE 'payment.%' OR ({which})"
            " AND type = 'order.ended.v1' AND aggregateid = :order ORDER BY 1"
        )
        async with self.till.session() as session, session.begin():
            found = await session.execute(asked, {"order": str(self.till.order_id)})
            return [row[0] for row in found]

    def _happened(self, kind: str) -> dict[str, Any] | None:
        answer = httpx.get(
            f"{self.till.double.base}/v1/events",
            params={"type": kind},
            headers={"Authorization": f"Bearer {DESK}"},
        )
        return next(iter(answer.raise_for_status().json()["data"]), None)

    async def _post(self, event: dict[str, Any]) -> int:
        body, at = json.dumps(event), int(time.time())
        secret = self.till.settings.stripe_webhook_secret.encode()
        signature = hmac.new(secret, f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
        answer = await self.client.post(
            "/webhooks/stripe", content=body, headers={"stripe-signature": f"t={at},v1={signature}"}
        )
        return answer.status_code


async def together(works: Sequence[Callable[[], Awaitable[None]]]) -> None:
    """Do these at once, and let none of them fail."""
    assert kinds(found := await in_tasks(works)) == {"NoneType": len(works)}, found


async def outcome(till: Till, post: Post) -> dict[str, Any]:
    book = till.double.ledger("desk")
    stands = {"order": await till.order_status(), "money": await till.money()}
    async with till.session() as session, session.begin():
        moves = await session.execute(text(MOVES), {"order": till.order_id})
        told = await session.execute(text(TOLD), {"order": till.order_id})
        kept = text("SELECT count(*) FROM rx.processor_delivery WHERE event_id = ANY(:events)")
        return {
            **stands,
            "books": {name: book[name] for name in ("held", "captured", "refunded")},
            "moves": [row[0] for row in moves],
            "told": {row[0]: row[1] for row in told},
            "deliveries": await session.scalar(kept, {"events": post.brought}),
            "unfinished": len(await post.rows("done_at IS NULL")),
        }
