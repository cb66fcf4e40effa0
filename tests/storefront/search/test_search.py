import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storefront.kit import clock
from storefront.search import memory

pytestmark = pytest.mark.django_db


class TestResults:
    @pytest.mark.parametrize(
        ("address", "name"),
        [
            ("/search/?q=magnesum", "Magnesium Glycinate"),
            ("/search/?q=semaglutid", "Semaglutide, weekly"),
            ("/search/?q=omga+3", "Omega-3 Concentrate"),
            ("/es/search/?q=creatina", "creatina"),
        ],
    )
    def test_find_in_spite_of_slips(self, client: Client, shop: None, address: str, name: str) -> None:
        assert name in client.get(address).content.decode()

    def test_never_offer_a_drug_for_the_basket(self, client: Client, shop: None) -> None:
        page = client.get("/search/?q=semaglutide").content.decode()

        assert "See if it is right for you" in page
        assert "basket/add" not in page

    def test_say_when_there_is_nothing_and_write_words_as_words(self, client: Client, shop: None) -> None:
        page = client.get("/search/?q=<script>zeppelin").content.decode()

        assert "Nothing matches" in page
        assert "<script>zeppelin" not in page

    def test_are_kept_nowhere(self, client: Client, shop: None) -> None:
        answer = client.get("/search/?q=magnesium")

        assert "no-store" in answer["Cache-Control"]
        assert not answer.cookies
        assert 'content="noindex"' in answer.content.decode()


class TestSuggestions:
    def test_come_from_memory(self, client: Client, shop: None) -> None:
        client.get("/search/suggest/?q=mag")

        with CaptureQueriesContext(connection) as captured:
            page = client.get("/search/suggest/?q=magn").content.decode()

        assert 'role="option"' in page
        assert "/p/magnesium-glycinate/" in page
        assert not [one for one in captured.captured_queries if "shared.product" in one["sql"]]

    def test_need_two_letters(self, client: Client, shop: None) -> None:
        assert client.get("/search/suggest/?q=m").content.strip() == b""


def test_a_big_index_is_built_anew_beside_the_search_that_finds_it_stale(
    shop: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = memory.current("en", clock.now())
    begun: list[str] = []
    monkeypatch.setattr(memory, "SMALL", 0.0)
    monkeypatch.setattr(memory._kept["en"], "pages", "of yesterday")
    monkeypatch.setattr(memory, "_build_beside", lambda locale, *_: begun.append(locale))

    try:
        assert memory.current("en", clock.now()) is before
        assert memory.current("en", clock.now()) is before
        assert begun == ["en"]
    finally:
        memory._lock.release()
        memory.forget()
