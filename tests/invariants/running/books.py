"""Whether the processor's books, the clinic's, the shelves and the outboxes say the same."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from clinic.story.town import Town
from tests.journeys.facts import rows

Sums = tuple[int, int, int]
"""Held, captured, refunded."""

ATTEMPTS = "SELECT coalesce(intent_id, id::text), reference, amount, status FROM rx.payment_attempt"
PAID = """
SELECT coalesce(attempt.intent_id, attempt.id::text), attempt.reference, attempt.amount, attempt.status,
       coalesce((SELECT sum(amount) FROM storefront.payment_refund
                  WHERE attempt_id = attempt.id AND status = 'succeeded'), 0)::bigint
  FROM storefront.payment_attempt AS attempt
"""
UNFINISHED = (
    "SELECT type, error_code, attempts, failures, dead_at IS NOT NULL FROM {}.outbox WHERE done_at IS NULL"
)
SHELVES = """
SELECT 'lot ' || lot.code FROM shared.lot LEFT JOIN shared.movement ON movement.lot_id = lot.id
 GROUP BY lot.id HAVING lot.on_hand <> coalesce(sum(movement.quantity), 0)
UNION ALL
SELECT 'level ' || sku_id FROM shared.level
 WHERE on_hand <> (SELECT coalesce(sum(on_hand), 0) FROM shared.lot
                    WHERE lot.sku_id = level.sku_id AND status = 'available')
    OR reserved <> (SELECT coalesce(sum(held), 0) FROM shared.reservation_line AS line
                     WHERE line.sku_id = level.sku_id)
UNION ALL
SELECT 'sold ' || ordered.reference FROM storefront.shop_order AS ordered
 WHERE ordered.status IN ('paid', 'fulfilled')
   AND (SELECT sum(quantity) FROM storefront.shop_order_line WHERE order_id = ordered.id)
       IS DISTINCT FROM (SELECT sum(quantity) FROM storefront.shop_order_lot WHERE order_id = ordered.id)
"""


def differences(town: Town) -> list[str]:
    """Return everything that does not agree."""
    return [*_desk(town), *_shop(town), *_unfinished(town), *_twice(town)] + [
        row[0] for row in rows(town, "shop", SHELVES)
    ]


def _desk(town: Town) -> Iterator[str]:
    ours = {row[0]: (row[1], _due(row[2], row[3])) for row in rows(town, "rx", ATTEMPTS)}
    yield from _compared(town, "rx", ours)


def _shop(town: Town) -> Iterator[str]:
    ours = {
        row[0]: (row[1], (0, row[2], row[4]) if row[3] == "paid" else (0, 0, 0))
        for row in rows(town, "shop", PAID)
    }
    yield from _compared(town, "shop", ours)


def _due(amount: int, status: str) -> Sums:
    return {
        "authorized": (amount, 0, 0),
        "captured": (0, amount, 0),
        "refunded": (0, amount, amount),
    }.get(status, (0, 0, 0))


def _compared(town: Town, account: str, ours: dict[str, tuple[str, Sums]]) -> Iterator[str]:
    theirs = {
        name: (line["ref"], (line["held"], line["captured"], line["refunded"]))
        for name, line in town.payments(account).items()
    }
    for name in {**ours, **theirs}:
        nothing = (None, (0, 0, 0))
        if ours.get(name, nothing)[1] != theirs.get(name, nothing)[1]:
            yield f"{account} {name}: ours {ours.get(name)}, theirs {theirs.get(name)}"
    kept: defaultdict[str, int] = defaultdict(int)
    for ref, (held, captured, refunded) in theirs.values():
        kept[ref] += (held + captured - refunded) > 0
    yield from (f"{account} {ref}: paid {count} times" for ref, count in kept.items() if count > 1)


def _unfinished(town: Town) -> Iterator[str]:
    for database, schema in (("shop", "storefront"), ("rx", "rx")):
        for row in rows(town, database, UNFINISHED.format(schema)):
            yield f"{schema} waits: {row}"


def _twice(town: Town) -> Iterator[str]:
    sent = Counter(one["task"]["identifier"][0]["value"] for one in town.fills())
    yield from (f"fill {reference}: sent {count} times" for reference, count in sent.items() if count > 1)
    mails = Counter(
        (one["to"], one.get("subject", "")) for one in town._get("counterparts", "/_double/inbox")
    )
    yield from (f"mail {subject!r}: {count} times" for (_, subject), count in mails.items() if count > 1)
