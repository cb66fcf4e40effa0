"""An event carries ids, codes, times and money, and nothing else; its row is tried until it is done."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

import pytest

from shared_lib import events
from shared_lib.events import Event
from shared_lib.money import Money

AT = datetime(2026, 12, 2, 14, 30, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class LotRecalled(Event):
    type: ClassVar[str] = "lot.recalled.v1"
    sku_id: UUID
    worth: Money


@dataclass(frozen=True, kw_only=True)
class Talkative(Event):
    type: ClassVar[str] = "patient.spoke.v1"
    words: object


def test_a_payload_is_plain_and_complete() -> None:
    event = LotRecalled(
        subject_id=UUID(int=1), actor_id="staff", occurred_at=AT, sku_id=UUID(int=2), worth=Money(500)
    )

    assert events.payload_of(event) == {
        "subject_id": str(UUID(int=1)),
        "actor_id": "staff",
        "occurred_at": "2026-12-02T14:30:00+00:00",
        "sku_id": str(UUID(int=2)),
        "worth_amount": 500,
        "worth_currency": "USD",
    }


@pytest.mark.parametrize("words", [{"answer": "asthma"}, ["asthma"], 1.5, b"asthma"])
def test_what_is_no_id_code_time_or_money_may_not_travel(words: object) -> None:
    event = Talkative(subject_id=UUID(int=1), actor_id="staff", occurred_at=AT, words=words)

    with pytest.raises(TypeError, match="words"):
        events.payload_of(event)


def test_what_nobody_consumes_is_written_as_done() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Unheard(Event):
        type: ClassVar[str] = "order.seen.v1"
        consumed: ClassVar[bool] = False

    told = Unheard(subject_id=UUID(int=1), actor_id="staff", occurred_at=AT)
    heard = LotRecalled(
        subject_id=UUID(int=1), actor_id="staff", occurred_at=AT, sku_id=UUID(int=2), worth=Money(500)
    )

    assert events.put("storefront", told, real_now=AT).params["done_at"] == AT
    assert events.put("storefront", heard, real_now=AT).params["done_at"] is None


def test_a_row_has_the_columns_of_the_outbox_router() -> None:
    event = LotRecalled(
        subject_id=UUID(int=1), actor_id="staff", occurred_at=AT, sku_id=UUID(int=2), worth=Money(500)
    )

    statement = events.put("storefront", event, real_now=AT)

    assert {"id", "aggregatetype", "aggregateid", "type", "payload"} <= set(statement.params)
    assert statement.params["aggregatetype"] == "lot"
    assert json.loads(statement.params["payload"])["worth_amount"] == 500
