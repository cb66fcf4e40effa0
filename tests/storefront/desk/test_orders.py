"""An operator moves a paid order by HTTP, and only as far as the order itself allows."""

import pytest
from django.test import Client
from django.urls import reverse

from integrations.notify.port import Mail
from storefront.kit import clock
from storefront.order.models import Order, OrderLetter, OrderNote
from storefront.payment.models import Attempt, Refund
from storefront.shipment.models import Shipment
from tests.storefront.order.ordering import line_of, on_hand
from tests.storefront.shopping import deliver_all, failures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


def do(operator: Client, verb: str, order: Order, *args: object, **told: str) -> str:
    response = operator.post(reverse(f"desk_order_{verb}", args=[order.reference, *args]), told, follow=True)
    order.refresh_from_db()
    return response.content.decode()


class TestTheScreen:
    def test_shows_goods_lots_money_and_history(self, operator: Client, paid: Order) -> None:
        page = operator.get(reverse("desk_order", args=[paid.reference])).content.decode()

        for told in (
            paid.line1,
            str(paid.total),
            paid.lots.get().lot_code,
            Attempt.objects.get().intent_id or "",
            "Payment received",
            "Ship…",
        ):
            assert told in page

    def test_keeps_notes_with_who_wrote_them(self, operator: Client, paid: Order) -> None:
        page = do(operator, "note", paid, text="Rang twice, nobody there.")

        assert "Rang twice" in page
        assert OrderNote.objects.get().actor_role == "operator"

    def test_an_empty_note_is_refused(self, operator: Client, paid: Order) -> None:
        do(operator, "note", paid, text=" ")

        assert not OrderNote.objects.exists()

    def test_sends_a_mail_again(
        self,
        operator: Client,
        paid: Order,
        letters: list[tuple[Mail, str]],
        audited: list[str],
    ) -> None:
        deliver_all()
        receipt = OrderLetter.objects.get(kind="receipt")

        do(operator, "mail", paid, receipt.id)
        deliver_all()

        assert failures() == []
        assert len([mail for mail, _ in letters if "receipt" in mail.subject]) == 2
        assert OrderLetter.objects.exclude(asked_by="").get().sent_at is not None
        assert "order.mail_again" in audited


class TestShipping:
    def test_a_parcel_leaves_and_arrives(self, operator: Client, paid: Order) -> None:
        line = line_of(paid, "RNG-008")

        do(operator, "ship", paid, carrier="ups", tracking="1Z42", **{f"pieces_{line.id}": "2"})
        page = do(operator, "deliver", paid, Shipment.objects.get().id)

        assert paid.status == "fulfilled"
        assert Shipment.objects.get(order_id=paid.id).delivered_at is not None
        assert "1Z42" in page

    def test_part_of_it_leaves(self, operator: Client, paid: Order) -> None:
        line = line_of(paid, "RNG-008")

        do(operator, "ship", paid, carrier="ups", tracking="1Z42", **{f"pieces_{line.id}": "1"})

        assert paid.status == "part_shipped"

    def test_a_number_is_kept_as_carriers_read_it(self, operator: Client, paid: Order) -> None:
        line = line_of(paid, "RNG-008")

        do(operator, "ship", paid, carrier="usps", tracking=" 9400 1000-0042 ", **{f"pieces_{line.id}": "1"})

        assert Shipment.objects.get().tracking == "940010000042"

    @pytest.mark.parametrize("tracking", ["", "on its way!"])
    def test_a_parcel_without_a_number_does_not_leave(
        self, operator: Client, paid: Order, tracking: str
    ) -> None:
        do(operator, "ship", paid, carrier="ups", tracking=tracking)

        assert paid.status == "paid"
        assert not Shipment.objects.exists()

    def test_an_empty_parcel_does_not_leave_and_its_number_stays(self, operator: Client, paid: Order) -> None:
        line = line_of(paid, "RNG-008")

        page = do(operator, "ship", paid, carrier="ups", tracking="1Z42", **{f"pieces_{line.id}": "0"})

        assert "Choose at least one piece" in page
        assert 'value="1Z42"' in page
        assert not Shipment.objects.exists()

    def test_the_screen_names_whom_it_goes_to(self, operator: Client, paid: Order) -> None:
        page = operator.get(reverse("desk_order_ship", args=[paid.reference])).content.decode()

        assert paid.name in page
        assert "It has left" in page


class TestRefunding:
    def test_first_says_what_it_comes_to_and_changes_nothing(self, operator: Client, paid: Order) -> None:
        page = do(operator, "refund", paid, amount="5.00", reason="late", submission=str(paid.id))

        assert "Refund $5.00" in page
        assert paid.name in page
        assert not Refund.objects.exists()

    def test_what_was_chosen_can_be_changed_after_it_was_worked_out(
        self, operator: Client, paid: Order
    ) -> None:
        told = {"amount": "5.00", "reason": "late", "expected": "500", "submission": str(paid.id)}

        page = do(operator, "refund", paid, **told, change="yes")

        assert 'value="5.00"' in page
        assert 'value="late"' in page
        assert not Refund.objects.exists()

    def test_an_amount_goes_back_once_it_is_confirmed(
        self, operator: Client, paid: Order, audited: list[str]
    ) -> None:
        told = {"amount": "5.00", "reason": "late", "expected": "500", "submission": str(paid.id)}

        do(operator, "refund", paid, **told)
        do(operator, "refund", paid, **told)

        assert Refund.objects.get(order_id=paid.id).amount == 500
        assert audited == ["refund.request"]

    def test_goods_go_back_and_onto_the_shelf(self, operator: Client, paid: Order) -> None:
        line, before = line_of(paid, "RNG-008"), on_hand("RNG-008")
        told = {f"pieces_{line.id}": "1", f"fate_{line.id}": "restocked", "reason": "dented"}
        told["submission"] = str(paid.id)

        sure = do(operator, "refund", paid, **told)
        expected = sure.split('name="expected" value="')[1].split('"')[0]
        do(operator, "refund", paid, expected=expected, **told)

        assert Refund.objects.get().amount == int(expected)
        assert on_hand("RNG-008") == before + 1

    @pytest.mark.parametrize("expected", [{}, {"expected": "500000"}])
    def test_more_than_was_paid_does_not(
        self, operator: Client, paid: Order, expected: dict[str, str]
    ) -> None:
        do(operator, "refund", paid, amount="5000.00", reason="late", submission=str(paid.id), **expected)

        assert not Refund.objects.exists()

    @pytest.mark.parametrize(
        "told", [{"reason": "late"}, {"amount": "5"}, {"amount": "-5", "reason": "late"}]
    )
    def test_without_a_sum_or_a_reason_nothing_happens(
        self, operator: Client, paid: Order, told: dict[str, str]
    ) -> None:
        do(operator, "refund", paid, submission=str(paid.id), expected="500", **told)

        assert not Refund.objects.exists()


class TestCancelling:
    def test_asks_first_and_names_the_order(self, operator: Client, paid: Order) -> None:
        page = operator.get(reverse("desk_order_cancel", args=[paid.reference])).content.decode()

        assert f"Cancel order {paid.reference}" in page
        assert str(paid.total) in page
        assert Order.objects.get().status == "paid"

    def test_gives_everything_back(self, operator: Client, paid: Order) -> None:
        do(operator, "cancel", paid, why="asked by telephone")

        assert (paid.status, paid.reason) == ("cancelled", "operator")
        assert Refund.objects.get(order_id=paid.id).amount == paid.total_amount
        assert OrderNote.objects.get().text == "asked by telephone"

    def test_what_is_cancelled_is_not_again(self, operator: Client, paid: Order) -> None:
        do(operator, "cancel", paid)

        page = do(operator, "cancel", paid)

        assert "It is cancelled already." in page
        assert Refund.objects.count() == 1

    def test_what_has_left_cannot_be(self, operator: Client, paid: Order) -> None:
        line = line_of(paid, "RNG-008")
        do(operator, "ship", paid, carrier="ups", tracking="1Z43", **{f"pieces_{line.id}": "1"})

        do(operator, "cancel", paid)

        assert paid.status == "part_shipped"
        assert not Refund.objects.exists()


class TestAFailedRefund:
    def test_is_on_the_first_page_on_the_list_and_on_the_order_with_what_to_do(
        self, operator: Client, paid: Order
    ) -> None:
        attempt, now = Attempt.objects.get(), clock.now()
        made = Refund.objects.create(
            order_id=paid.id,
            attempt=attempt,
            reference="R8F3K",
            status="failed",
            amount=500,
            currency="USD",
            reason="late",
            failure="expired_or_canceled_card",
            requested_at=now,
            settled_at=now,
        )

        home = operator.get(reverse("wagtailadmin_home")).content.decode()
        listed = operator.get(reverse("desk_orders") + "?payment=refund_to_see_to").content.decode()
        shown = operator.get(reverse("desk_order", args=[paid.reference])).content.decode()

        assert "with a failed refund" in home
        assert paid.reference in listed
        assert f"{made.total} did not reach the shopper" in shown
        assert "the card has expired or was cancelled" in shown

    def test_goes_from_the_list_with_a_note(self, operator: Client, paid: Order) -> None:
        self.test_is_on_the_first_page_on_the_list_and_on_the_order_with_what_to_do(operator, paid)

        do(operator, "note", paid, text="Paid from the clinic's bank.")

        shown = operator.get(reverse("desk_order", args=[paid.reference])).content.decode()
        assert "did not reach the shopper" not in shown
