"""An operator moves a paid order by HTTP, and only as far as the order itself allows."""

import pytest
from django.test import Client
from django.urls import reverse

from storefront.kit import clock
from storefront.order import service
from storefront.order.models import Order
from storefront.payment.models import Attempt, Refund
from storefront.shipment.models import Shipment
from tests.integrations.stripe.running import Double
from tests.storefront.account.people import a_person, enrolled, sign_in
from tests.storefront.shopping import buy, order_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


@pytest.fixture
def operator() -> Client:
    client, user = Client(), a_person("operator")
    sign_in(client, user, enrolled(user))
    return client


@pytest.fixture
def paid(client: Client, double: Double) -> Order:
    sent = buy(client)
    double.pay(sent["Location"])
    order = order_of(sent)
    service.settle(Attempt.objects.get(order_id=order.id).id, now=clock.now())
    order.refresh_from_db()
    return order


def do(operator: Client, verb: str, order: Order, **told: str) -> str:
    response = operator.post(reverse(f"desk_order_{verb}", args=[order.reference]), told, follow=True)
    order.refresh_from_db()
    return response.content.decode()


def test_the_list_finds_an_order_by_its_reference_and_its_state(operator: Client, paid: Order) -> None:
    listed = reverse("desk_orders")

    assert (
        paid.reference
        in operator.get(listed, {"q": paid.reference.lower(), "status": "paid"}).content.decode()
    )
    assert paid.reference not in operator.get(listed, {"status": "cancelled"}).content.decode()


def test_the_screen_shows_goods_address_and_what_can_be_done(operator: Client, paid: Order) -> None:
    page = operator.get(reverse("desk_order", args=[paid.reference])).content.decode()

    assert paid.line1 in page
    assert str(paid.total) in page
    assert "It has left" in page


def test_a_parcel_leaves_and_arrives(operator: Client, paid: Order) -> None:
    do(operator, "ship", paid, carrier="ups", tracking="1Z42")
    page = do(operator, "deliver", paid)

    assert paid.status == "fulfilled"
    assert Shipment.objects.get(order_id=paid.id).delivered_at is not None
    assert "1Z42" in page


def test_a_parcel_without_a_number_does_not_leave(operator: Client, paid: Order) -> None:
    do(operator, "ship", paid, carrier="ups", tracking="")

    assert paid.status == "paid"
    assert not Shipment.objects.exists()


def test_part_of_the_money_goes_back(operator: Client, paid: Order) -> None:
    do(operator, "refund", paid, amount="5.00", reason="late")

    assert Refund.objects.get(order_id=paid.id).amount == 500


def test_more_than_was_paid_does_not(operator: Client, paid: Order) -> None:
    do(operator, "refund", paid, amount="5000.00", reason="late")

    assert not Refund.objects.exists()


def test_a_cancelled_order_gives_everything_back(operator: Client, paid: Order) -> None:
    do(operator, "cancel", paid)

    assert (paid.status, paid.reason) == ("cancelled", "operator")
    assert Refund.objects.get(order_id=paid.id).amount == paid.total_amount


def test_what_has_left_cannot_be_cancelled(operator: Client, paid: Order) -> None:
    do(operator, "ship", paid, carrier="ups", tracking="1Z43")

    do(operator, "cancel", paid)

    assert paid.status == "fulfilled"
    assert not Refund.objects.exists()
