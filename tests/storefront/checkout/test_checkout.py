import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shared_lib.ids import uuid7
from shared_lib.money import Money
from shared_lib.places import STATES, is_in_state
from storefront.catalog.models import Level, Sku
from storefront.checkout.forms import CheckoutForm
from storefront.checkout.models import PromoCode, PromoUse
from storefront.demo.load import identity
from storefront.desk.service import change_price
from storefront.kit import actor, clock
from storefront.order.models import Order
from storefront.payment.models import Attempt
from tests.integrations.stripe.running import Double
from tests.storefront.shopping import ADDRESS, buy, order_of, put_in_basket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


class TestForm:
    def test_keeps_what_was_entered_and_lists_what_is_wrong(self, client: Client) -> None:
        put_in_basket(client, "CRE-300")

        answer = client.post("/checkout/", {**ADDRESS, "email": "nobody", "postcode": "10001"})

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "error-summary" in page
        assert 'href="#email"' in page
        assert 'href="#postcode"' in page
        assert 'value="Noor Haddad"' in page
        assert not Order.objects.exists()

    @pytest.mark.parametrize("phone", ["(503) 555-0142", "+1 (503) 555 0142", "503.555.0142", "5035550142"])
    def test_takes_a_telephone_number_as_people_write_it(self, phone: str) -> None:
        assert CheckoutForm({**ADDRESS, "phone": phone}).is_valid()

    @pytest.mark.parametrize("phone", ["call me", "(------)", "12"])
    def test_refuses_what_is_no_telephone_number(self, phone: str) -> None:
        assert set(CheckoutForm({**ADDRESS, "phone": phone}).errors) == {"phone"}

    def test_leaves_out_what_was_pasted_around_words(self) -> None:
        form = CheckoutForm({**ADDRESS, "name": " Zoë \t O'Brien ", "line1": "12   Rue  de la Paix"})

        assert form.is_valid()
        assert (form.recipient().name, form.recipient().line1) == ("Zoë O'Brien", "12 Rue de la Paix")

    def test_works_the_sums_out_again_without_ordering(self, client: Client) -> None:
        put_in_basket(client, "CRE-300", 2)

        told = {**ADDRESS, "promo": "welcome10", "action": "update"}
        page = client.post("/checkout/", told).content.decode()

        assert "$6.40</dd>" in page
        assert "$4.18" in page
        assert "$66.73" in page
        assert not Order.objects.exists()

    def test_an_empty_basket_leads_back_to_it(self, client: Client) -> None:
        assert client.get("/checkout/")["Location"] == "/basket/"
        assert client.post("/checkout/", ADDRESS)["Location"] == "/basket/"

    def test_what_was_sold_meanwhile_leads_back_to_the_basket_that_says_so(
        self, client: Client, double: Double
    ) -> None:
        put_in_basket(client, "RNG-008", 4)
        buy(Client(), "RNG-008", 3, email="first@example.org")

        assert client.get("/checkout/")["Location"] == "/basket/"

    def test_takes_what_was_typed_into_the_other_language(self, client: Client) -> None:
        put_in_basket(client, "CRE-300")

        english = client.get("/checkout/").content.decode()
        spanish = client.post("/es/checkout/", {"email": "half@example", "action": "update"})

        assert 'formaction="/es/checkout/"' in english
        assert spanish.status_code == 200
        assert 'value="half@example"' in spanish.content.decode()
        assert 'formaction="/checkout/"' in spanish.content.decode()

    def test_remembers_the_address_after_coming_back_from_the_payment_page(
        self, client: Client, double: Double
    ) -> None:
        buy(client)

        page = client.get("/checkout/").content.decode()

        assert 'value="12 Juniper Lane"' in page
        assert 'value="noor@example.org"' in page


class TestPrices:
    def now_costs(self, code: str, amount: int) -> None:
        sku = Sku.objects.get(code=code)
        change_price(sku, Money(amount), by=actor.SYSTEM, now=clock.now())

    def test_that_changed_since_they_were_seen_are_shown_before_anything_is_ordered(
        self, client: Client, double: Double
    ) -> None:
        put_in_basket(client, "CRE-300", 2)
        page = client.get("/checkout/").content.decode()
        seen = page.split('name="seen" value="')[1].split('"')[0]
        self.now_costs("CRE-300", 3_500)

        answer = client.post("/checkout/", {**ADDRESS, "seen": seen})
        again = answer.content.decode()
        basket = client.get("/basket/").content.decode()

        assert answer.status_code == 409
        assert "A price has changed" in again
        assert 'name="seen" value="7000"' in again
        assert "since you put it in" in basket
        assert not Order.objects.exists()
        assert order_of(client.post("/checkout/", {**ADDRESS, "seen": "7000"})).goods_amount == 7_000

    def test_are_seen_when_the_line_is_changed(self, client: Client) -> None:
        put_in_basket(client, "CRE-300", 2)
        sku = identity("sku", "CRE-300")
        self.now_costs("CRE-300", 3_500)

        client.post("/basket/change/", {"sku": str(sku), "quantity": "1"})

        assert "since you put it in" not in client.get("/basket/").content.decode()


class TestWaiting:
    def test_says_how_long_the_goods_are_held_and_leads_back_to_payment(
        self, client: Client, double: Double
    ) -> None:
        sent = buy(client)

        page = client.get("/checkout/").content.decode()
        back = client.post(f"/orders/{order_of(sent).reference}/pay/")

        assert 'data-countdown="2' in page
        assert "Go back to payment" in page
        assert back["Location"] == sent["Location"]

    def test_says_so_when_the_time_is_up(self, client: Client, double: Double) -> None:
        order = order_of(buy(client))
        double.advance(36 * 60)

        page = client.get(f"/orders/{order.reference}/").content.decode()

        assert "The time to pay is up" in page
        assert "Go to payment" not in page
        assert "data-countdown" not in client.get("/checkout/").content.decode()

    def test_a_page_the_processor_refused_can_be_tried_again(self, client: Client, double: Double) -> None:
        order = order_of(buy(client))
        Attempt.objects.update(status="failed", checkout_id=None, url=None)

        page = client.get(f"/orders/{order.reference}/").content.decode()
        again = client.post("/checkout/", ADDRESS)

        assert "could not be opened" in page
        assert order_of(again).id != order.id


class TestPlaces:
    @pytest.mark.parametrize(
        ("postcode", "state"),
        [("94607", "CA"), ("10001", "NY"), ("02139", "MA"), ("00501", "NY"), ("73301", "TX")],
    )
    def test_knows_where_a_zip_code_lies(self, postcode: str, state: str) -> None:
        assert [code for code in STATES if is_in_state(postcode, code)] == [state]


class TestPlace:
    def test_sent_twice_is_one_order(self, client: Client, double: Double) -> None:
        put_in_basket(client, "CRE-300")
        told = {**ADDRESS, "submission": str(uuid7())}

        answers = [client.post("/checkout/", told)["Location"] for _ in range(2)]

        assert answers[0] == answers[1]
        assert Order.objects.count() == Attempt.objects.count() == 1

    def test_the_same_basket_again_leads_to_the_same_page(self, client: Client, double: Double) -> None:
        first = buy(client, "RNG-008", 5)

        again = client.post("/checkout/", {**ADDRESS, "submission": str(uuid7())})

        assert again["Location"] == first["Location"]
        assert Order.objects.count() == 1

    def test_another_order_of_the_basket_lets_go_of_the_first(self, client: Client, double: Double) -> None:
        first = order_of(buy(client, "RNG-008", 5))
        client.post("/basket/change/", {"sku": str(identity("sku", "RNG-008")), "quantity": "4"})

        second = order_of(client.post("/checkout/", ADDRESS))

        first.refresh_from_db()
        assert (first.status, first.reason) == ("cancelled", "superseded")
        assert second.status == "pending"
        assert Level.objects.get(sku_id=identity("sku", "RNG-008")).reserved == 4

    def test_an_order_that_was_paid_meanwhile_is_shown_instead(self, client: Client, double: Double) -> None:
        first = buy(client, "RNG-008", 2)
        double.pay(first["Location"])

        answer = client.post("/checkout/", {**ADDRESS, "shipping": "express"})

        order = order_of(first)
        assert answer["Location"] == f"/orders/{order.reference}/"
        assert order.status == "paid"
        assert Order.objects.count() == 1

    def test_refuses_what_somebody_else_has_taken_and_charges_nothing(
        self, client: Client, double: Double
    ) -> None:
        put_in_basket(client, "RNG-008", 4)
        buy(Client(), "RNG-008", 3, email="first@example.org")

        answer = client.post("/checkout/", ADDRESS)

        assert answer.status_code == 409
        assert Order.objects.count() == 1
        assert "Look at your basket" in answer.content.decode()

    def test_takes_sixty_statements_at_most(self, client: Client, double: Double) -> None:
        put_in_basket(client, "CRE-300")
        put_in_basket(client, "OM3-060")

        with CaptureQueriesContext(connection) as captured:
            sent = client.post("/checkout/", {**ADDRESS, "promo": "WELCOME10"})

        assert sent.status_code == 303
        assert len([one for one in captured if "SAVEPOINT" not in one["sql"]]) <= 60

    def test_tells_the_processor_nothing_but_a_reference_and_an_amount(
        self, client: Client, double: Double
    ) -> None:
        order = order_of(buy(client, "OM3-060"))

        sent = "".join(str(one) for one in double.requests("/v1/"))

        assert order.reference in sent
        for secret in ("Omega", "noor", "Haddad", "Juniper", "Oakland", "94607"):
            assert secret.lower() not in sent.lower()

    def test_says_so_when_the_processor_does_not_answer(self, client: Client, double: Double) -> None:
        double.strike(kind="error", path="/v1/checkout/sessions", times=9)

        answer = buy(client)
        page = client.get(answer["Location"]).content.decode()

        assert "Go to payment" in page
        assert Order.objects.get().status == "pending"


class TestPromo:
    def test_that_nobody_knows_is_said_at_its_field(self, client: Client) -> None:
        put_in_basket(client, "CRE-300")

        answer = client.post("/checkout/", {**ADDRESS, "promo": "NOPE"})

        assert answer.status_code == 422
        assert 'href="#promo"' in answer.content.decode()
        assert not Order.objects.exists()

    def test_is_once_for_each_e_mail(self, client: Client, double: Double) -> None:
        buy(client, promo="WELCOME10")

        answer = buy(Client(), promo="WELCOME10", email="Noor@Example.org")

        assert answer.status_code == 422
        assert "takes 10" not in answer.content.decode()
        assert Order.objects.count() == PromoUse.objects.count() == 1
        assert PromoCode.objects.get().uses == 1

    def test_cannot_be_used_more_often_than_it_may(self, client: Client, double: Double) -> None:
        PromoCode.objects.update(most_uses=1)
        buy(client, promo="WELCOME10")

        answer = buy(Client(), promo="WELCOME10", email="second@example.org")

        assert answer.status_code == 422
        assert PromoCode.objects.get().uses == 1
