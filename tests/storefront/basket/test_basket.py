import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shared_lib.vault import new_link
from storefront.account.models import User
from storefront.basket import queries, service
from storefront.basket.errors import BadQuantity, SkuNotFound
from storefront.basket.holder import Holder
from storefront.basket.models import Basket, BasketLine
from storefront.demo.load import identity
from storefront.kit import clock
from tests.storefront.shopping import put_in_basket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

OMEGA = identity("sku", "OM3-060")
RING = identity("sku", "RNG-008")


def a_guest() -> Holder:
    return Holder(token_hash=new_link().hash)


def add(holder: Holder, sku: object = OMEGA, quantity: int = 1) -> service.Change:
    return service.add(holder, sku_id=sku, quantity=quantity, locale="en", now=clock.now())  # type: ignore[arg-type]


def held(holder: Holder) -> dict[object, int]:
    found = queries.contents(holder, locale="en", now=clock.now())
    return {item.sku_id: item.quantity for item in found.items}


class TestAdd:
    def test_raises_the_line_that_is_there(self) -> None:
        guest = a_guest()

        add(guest, quantity=2)
        add(guest, quantity=1)

        assert held(guest) == {OMEGA: 3}

    def test_stops_at_what_there_is_and_says_so(self) -> None:
        guest = a_guest()

        change = add(guest, RING, 8)

        assert (change.asked, change.quantity, change.fell_short) == (8, 5, True)

    @pytest.mark.parametrize("quantity", [0, -1, 21])
    def test_refuses_a_quantity_that_makes_no_sense(self, quantity: int) -> None:
        guest = a_guest()

        with pytest.raises(BadQuantity):
            add(guest, quantity=quantity)
        assert not Basket.objects.exists()

    def test_refuses_what_is_not_there(self) -> None:
        with pytest.raises(SkuNotFound):
            add(a_guest(), identity("sku", "NOTHING"))

    @pytest.mark.parametrize("is_first", [True, False])
    def test_takes_few_statements(self, client: Client, is_first: bool) -> None:
        if not is_first:
            put_in_basket(client, "OM3-060")

        with CaptureQueriesContext(connection) as captured:
            client.post("/basket/add/", {"sku": str(OMEGA)}, headers={"HX-Request": "true"})

        assert len(captured) <= 6


class TestSetQuantity:
    def test_lowers_raises_and_removes(self) -> None:
        guest = a_guest()
        add(guest, quantity=2)

        for quantity in (5, 1, 0):
            service.set_quantity(guest, sku_id=OMEGA, quantity=quantity, locale="en", now=clock.now())
            assert held(guest) == ({OMEGA: quantity} if quantity else {})

    def test_refuses_a_line_of_another_basket(self) -> None:
        other = a_guest()
        add(other)

        with pytest.raises(SkuNotFound):
            service.set_quantity(a_guest(), sku_id=OMEGA, quantity=3, locale="en", now=clock.now())
        assert held(other) == {OMEGA: 1}


class TestPage:
    @pytest.mark.parametrize("quantity", ["21", "-1", "1,5", "two", ""])
    def test_says_in_the_basket_what_is_no_quantity_and_keeps_it(self, client: Client, quantity: str) -> None:
        put_in_basket(client, "OM3-060", 2)

        page = client.post("/basket/change/", {"sku": str(OMEGA), "quantity": quantity}, follow=True)

        assert page.status_code == 200
        assert "notice-error" in page.content.decode()
        assert BasketLine.objects.get().quantity == 2

    def test_says_it_in_the_language_of_the_page(self, client: Client) -> None:
        told = {"sku": str(OMEGA), "quantity": "21"}

        answer = client.post("/es/basket/add/", told, headers={"HX-Request": "true"})

        assert "Elige entre 1 y 20." in answer.content.decode()
        assert not Basket.objects.exists()

    def test_drawn_again_for_a_part_of_it_renews_the_header(self, client: Client) -> None:
        whole, part = client.get("/basket/"), client.get("/basket/", headers={"HX-Request": "true"})

        assert "HX-Trigger" not in whole
        assert part["HX-Trigger"] == "basket-changed"


class TestMerge:
    def test_adds_up_to_what_there_is_and_tells_what_fell_short(self) -> None:
        user = User.objects.create_user("merge@example.org", "a-long-password-indeed")
        guest, account = a_guest(), Holder(account_id=user.id)
        add(account, RING, 3)
        add(guest, RING, 4)
        add(guest, OMEGA, 2)

        short = service.merge(guest, account, locale="en", now=clock.now())

        assert held(account) == {RING: 5, OMEGA: 2}
        assert [(one.name, one.asked, one.quantity) for one in short] == [("Sleep Ring", 7, 5)]
        assert queries.find(guest) is None

    def test_twice_is_once(self) -> None:
        user = User.objects.create_user("twice@example.org", "a-long-password-indeed")
        guest, account = a_guest(), Holder(account_id=user.id)
        add(guest, OMEGA, 2)

        service.merge(guest, account, locale="en", now=clock.now())
        service.merge(guest, account, locale="en", now=clock.now())

        assert held(account) == {OMEGA: 2}

    def test_happens_at_login_and_a_logout_shows_nothing_of_it(self, client: Client) -> None:
        user = User.objects.create_user("login@example.org", "a-long-password-indeed")
        put_in_basket(client, "OM3-060", 2)
        service.merge(
            Holder(token_hash=bytes(Basket.objects.get().token_hash or b"")),
            Holder(account_id=user.id),
            locale="en",
            now=clock.now(),
        )

        assert "Nothing in here yet" in client.get("/basket/").content.decode()
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        assert "Omega-3" in client.get("/basket/").content.decode()


class TestBadge:
    def test_asks_the_database_nothing_for_a_new_visitor(self, client: Client) -> None:
        with CaptureQueriesContext(connection) as captured:
            client.get("/basket/badge/")

        assert len(captured) == 0

    def test_counts_pieces(self, client: Client) -> None:
        put_in_basket(client, "OM3-060", 3)

        badge = client.get("/basket/badge/")

        assert '<span class="count-badge" aria-hidden="true">3</span>' in badge.content.decode()
        assert "no-store" in badge["Cache-Control"]


def test_another_guest_sees_nothing(client: Client) -> None:
    put_in_basket(client, "OM3-060")

    assert "Omega-3" not in Client().get("/basket/").content.decode()
    assert BasketLine.objects.count() == 1
