"""Pages for what cannot be shown: in the brand's look, with a way on, even where nothing else works."""

from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from storefront.kit import errors, maintenance

pytestmark = pytest.mark.django_db


def test_an_unknown_address_offers_search_and_the_shop(client: Client) -> None:
    found = client.get("/nothing/here/", headers={"host": "localhost"})

    assert found.status_code == 404
    told = found.content.decode()
    assert 'role="search"' in told
    assert 'href="/shop/"' in told
    assert "noindex" in told


def test_programs_are_told_in_their_language(client: Client) -> None:
    found = client.get("/api/nothing/", headers={"accept": "application/json"})

    assert (found.status_code, found["Content-Type"]) == (404, "application/problem+json")


def test_a_stale_form_says_that_nothing_was_changed() -> None:
    found = errors.stale_form(RequestFactory().get("/account/"))

    assert found.status_code == 403
    assert "Nothing was changed" in found.content.decode()


def test_a_fault_is_answered_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    from storefront.content import frame
    from storefront.kit import navigation

    def broken(_language: str) -> object:
        raise OperationalError

    frame.forget()
    monkeypatch.setattr(frame, "_read", broken)
    told = errors.fault(RequestFactory().get("/"))
    monkeypatch.setattr(navigation, "_sources", [lambda: 1 / 0])
    plain = errors.fault(RequestFactory().get("/"))

    assert (told.status_code, plain.status_code) == (500, 500)
    assert "Nothing was lost" in told.content.decode()
    assert "<h1" in told.content.decode()
    assert plain["Content-Type"].startswith("text/plain")
    frame.forget()


class TestMaintenance:
    @pytest.fixture
    def closed(
        self,
        tmp_path: Path,
        settings: "pytest_django.fixtures.SettingsWrapper",  # type: ignore[name-defined]  # noqa: F821
    ) -> Path:
        settings.MAINTENANCE_FILE = tmp_path / "closed"
        return tmp_path / "closed"

    def test_closes_the_shop_while_the_file_is_there(self, client: Client, closed: Path) -> None:
        before = client.get("/healthz").status_code
        closed.write_text("Back at noon.")
        found = client.get("/shop/")
        health = client.get("/healthz").status_code
        closed.unlink()

        assert (found.status_code, found["Retry-After"], before, health) == (503, "300", 200, 200)
        assert "Back at noon." in found.content.decode()
        assert maintenance.notice(closed) is None
