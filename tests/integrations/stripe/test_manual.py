"""Money taken by hand, behind the same port."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from integrations.stripe.errors import NeedsAction, Refused
from integrations.stripe.manual import AsyncManualProcessor, Change, ManualProcessor
from integrations.stripe.port import Capture, CheckoutStatus, IntentStatus, SavedCharge
from integrations.stripe.slip import Slip
from shared_lib.money import Money
from tests.integrations.stripe.conftest import a_bill

NOW = datetime.now(UTC)
TOTAL = Money(8400)


class Drawer:
    """A till in memory."""

    def __init__(self) -> None:
        self.slips: dict[str, Slip] = {}

    def keep(self, slip: Slip) -> Slip:
        return self.slips.setdefault(slip.id, slip)

    def read(self, slip_id: str) -> Slip:
        return self.slips[slip_id]

    def change(self, slip_id: str, change: Change) -> Slip:
        self.slips[slip_id] = change(self.slips[slip_id])
        return self.slips[slip_id]

    def between(self, since: datetime, until: datetime) -> Sequence[Slip]:
        return [slip for slip in self.slips.values() if since <= slip.created_at < until]


class AsyncDrawer(Drawer):
    """The same, awaited."""

    async def keep(self, slip: Slip) -> Slip:  # type: ignore[override] # the other colour on purpose
        return super().keep(slip)

    async def read(self, slip_id: str) -> Slip:  # type: ignore[override] # the other colour on purpose
        return super().read(slip_id)

    async def change(self, slip_id: str, change: Change) -> Slip:  # type: ignore[override] # as above
        return super().change(slip_id, change)

    async def between(self, since: datetime, until: datetime) -> Sequence[Slip]:  # type: ignore[override]
        return super().between(since, until)


@pytest.fixture
def hand() -> ManualProcessor:
    return ManualProcessor(Drawer(), "http://shop.test/how-to-pay", lambda: NOW)


def taken(hand: ManualProcessor, capture: Capture) -> str:
    page = hand.open_checkout(a_bill(capture=capture), key="pay:8F3K:1:open")
    hand.take(page.id, TOTAL, by="staff-1", receipt="R-1")
    return page.id


class TestOpen:
    def test_writes_one_slip_for_one_key(self, hand: ManualProcessor) -> None:
        bill = a_bill()

        first = hand.open_checkout(bill, key="pay:8F3K:1:open")
        again = hand.open_checkout(bill, key="pay:8F3K:1:open")

        assert first == again
        assert (first.status, first.url) == (CheckoutStatus.OPEN, "http://shop.test/how-to-pay")


class TestTake:
    def test_keeps_the_money_aside_until_it_is_captured(self, hand: ManualProcessor) -> None:
        slip = taken(hand, Capture.MANUAL)
        assert hand.read_intent(slip).status is IntentStatus.HELD

        intent = hand.capture(slip, Money(5000), key="pay:8F3K:1:capture")

        assert (intent.status, intent.captured, intent.held) == (IntentStatus.PAID, 5000, 0)

    def test_is_the_clinic_s_at_once_otherwise(self, hand: ManualProcessor) -> None:
        slip = taken(hand, Capture.AUTOMATIC)

        assert hand.read_checkout(slip).paid
        assert hand.read_intent(slip).captured == 8400

    @pytest.mark.parametrize("amount", [Money(8399), Money(8401), Money(8400, "EUR")])
    def test_refuses_any_other_amount(self, hand: ManualProcessor, amount: Money) -> None:
        page = hand.open_checkout(a_bill(), key="pay:8F3K:1:open")

        with pytest.raises(Refused):
            hand.take(page.id, amount, by="staff-1", receipt="R-1")

        assert hand.read_intent(page.id).status is IntentStatus.UNPAID

    def test_refuses_a_second_payer(self, hand: ManualProcessor) -> None:
        slip = taken(hand, Capture.MANUAL)

        with pytest.raises(Refused):
            hand.take(slip, TOTAL, by="staff-2", receipt="R-2")

        assert hand.read_intent(slip).held == 8400


class TestUndo:
    def test_a_void_hands_back_what_was_kept_aside(self, hand: ManualProcessor) -> None:
        slip = taken(hand, Capture.MANUAL)

        assert hand.void(slip, key="pay:8F3K:1:void").status is IntentStatus.CANCELLED

    def test_a_void_is_refused_after_capture(self, hand: ManualProcessor) -> None:
        slip = taken(hand, Capture.AUTOMATIC)

        with pytest.raises(Refused):
            hand.void(slip, key="pay:8F3K:1:void")

        assert hand.read_intent(slip).captured == 8400

    def test_a_refund_counts_once_for_each_key_and_never_too_much(self, hand: ManualProcessor) -> None:
        slip = taken(hand, Capture.AUTOMATIC)
        for _ in range(2):
            hand.refund(slip, Money(8000), key="pay:8F3K:1:refund")

        with pytest.raises(Refused):
            hand.refund(slip, Money(401), key="pay:8F3K:2:refund")

        assert hand.read_intent(slip).refunded == 8000

    def test_a_refund_is_read_again_by_its_id_and_found_by_its_key(self, hand: ManualProcessor) -> None:
        slip = taken(hand, Capture.AUTOMATIC)
        first = hand.refund(slip, Money(100), key="pay:8F3K:1:refund:a")
        second = hand.refund(slip, Money(200), key="pay:8F3K:1:refund:b")

        assert hand.read_refund(first.id) == first
        assert [one.key for one in hand.list_refunds(slip)] == [second.key, first.key]
        with pytest.raises(Refused):
            hand.read_refund(f"{slip}_re_none")

    def test_a_page_that_is_closed_takes_no_money(self, hand: ManualProcessor) -> None:
        page = hand.open_checkout(a_bill(), key="pay:8F3K:1:open")
        assert hand.expire_checkout(page.id, key="pay:8F3K:1:expire").status is CheckoutStatus.EXPIRED

        with pytest.raises(Refused):
            hand.take(page.id, TOTAL, by="staff-1", receipt="R-1")


class TestAway:
    async def test_nobody_can_be_charged_by_hand_while_away(self) -> None:
        hand = AsyncManualProcessor(AsyncDrawer(), "http://shop.test/how-to-pay", lambda: NOW)

        with pytest.raises(NeedsAction):
            await hand.charge_off_session(
                SavedCharge("8F3K", TOTAL, Capture.MANUAL, "cus_1", "pm_1"), key="pay:8F3K:1:charge"
            )

        assert await hand.list_intents(since=NOW - timedelta(1), until=NOW + timedelta(1)) == []

    async def test_the_awaiting_twin_does_the_same(self) -> None:
        hand = AsyncManualProcessor(AsyncDrawer(), "http://shop.test/how-to-pay", lambda: NOW)
        page = await hand.open_checkout(a_bill(), key="pay:8F3K:1:open")
        await hand.take(page.id, TOTAL, by="staff-1", receipt="R-1")

        intent = await hand.capture(page.id, TOTAL, key="pay:8F3K:1:capture")
        refund = await hand.refund(page.id, Money(400), key="pay:8F3K:1:refund")

        assert (intent.captured, refund.amount) == (8400, Money(400))
        assert await hand.read_refund(refund.id) == refund
        assert await hand.list_refunds(page.id) == [refund]
        assert (await hand.read_checkout(page.id)).paid
