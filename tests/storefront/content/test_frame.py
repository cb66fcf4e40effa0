"""What surrounds every page: as editors set it, in two languages, where it belongs, and at no statement."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from storefront.content import frame
from storefront.content.demo.pieces import stream, text
from storefront.content.models import Campaign, Frame, HomePage
from storefront.kit import clock, page_cache

pytestmark = pytest.mark.django_db
HOST = {"host": "localhost"}


@pytest.fixture(autouse=True)
def fresh(settings: "pytest_django.fixtures.SettingsWrapper") -> None:  # type: ignore[name-defined]  # noqa: F821
    """Every page made anew."""
    settings.PAGE_CACHE_SECONDS = 0


def a_banner(text: str, **fields: object) -> Campaign:
    Campaign.objects.all().delete()
    began = clock.real_now() - timedelta(minutes=1)
    made = Campaign.objects.create(text=text, **{"starts_at": began} | fields)
    frame.forget()
    return made


def page(client: Client, address: str) -> str:
    return client.get(address, headers=HOST).content.decode()


class TestBanner:
    @pytest.mark.parametrize(
        ("audience", "shown", "hidden"),
        [
            ("everywhere", ["/", "/shop/", "/journal/", "/nowhere/"], []),
            ("home", ["/", "/es/"], ["/shop/", "/about/"]),
            ("shelves", ["/shop/", "/shop/skin/", "/p/l-theanine/", "/basket/"], ["/", "/journal/"]),
            ("care", ["/programmes/metformin-er/", "/shop/prescription/"], ["/", "/shop/skin/"]),
            ("journal", ["/journal/", "/journal/how-sure-is-sure/"], ["/", "/shop/"]),
        ],
    )
    def test_stands_on_the_pages_it_is_for(
        self, client: Client, audience: str, shown: list[str], hidden: list[str]
    ) -> None:
        a_banner("Look here", text_es="Look here", audience=audience)

        assert [address for address in shown if "Look here" not in page(client, address)] == []
        assert [address for address in hidden if "Look here" in page(client, address)] == []

    def test_begins_and_ends_by_itself(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        now = clock.real_now()
        a_banner("Tomorrow", starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2))
        seen = []

        for hours in (0, 1, 2):
            then = now + timedelta(hours=hours, seconds=1)
            monkeypatch.setattr(clock, "real_now", lambda then=then: then)
            with CaptureQueriesContext(connection) as captured:
                seen.append("Tomorrow" in page(client, "/faq-nowhere/"))
            assert not [one for one in captured if "content_campaign" in one["sql"]] or hours == 0

        assert seen == [False, True, False]

    def test_is_silent_where_it_was_not_translated(self, client: Client) -> None:
        Campaign.objects.all().delete()
        a_banner("English only")

        assert "English only" in page(client, "/shop/")
        assert "English only" not in page(client, "/es/shop/")

    def test_cannot_end_before_it_starts(self) -> None:
        now = clock.now()

        with pytest.raises(ValidationError):
            Campaign(text="x", starts_at=now, ends_at=now).full_clean()


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/search/?q=sleep", 'href="/es/search/?q=sleep" hreflang="es" lang="es">Español'),
        ("/es/shop/skin/", 'href="/shop/skin/" hreflang="en" lang="en">English'),
        ("/about/", 'href="/es/shop/" hreflang="es" lang="es">Español'),
        ("/es/", 'href="/" hreflang="en" lang="en">English'),
        ("/es//elsewhere.example/", 'href="/" hreflang="en" lang="en">English'),
    ],
)
def test_every_page_leads_to_the_other_language(client: Client, address: str, link: str) -> None:
    assert link in page(client, address)


class TestMenu:
    def test_has_two_levels_and_two_languages(self, client: Client) -> None:
        english, spanish = page(client, "/shop/skin/"), page(client, "/es/shop/skin/")

        assert 'href="/programmes/metformin-er/"' in english
        assert "Con receta" in spanish
        assert 'href="/es/shop/sleep/"' in spanish

    def test_follows_a_change_in_every_process(
        self, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> None:
        before = page(client, "/shop/")
        version = cache.get(frame.VERSION)

        with django_capture_on_commit_callbacks(execute=True):
            found = Frame.load()
            found.menu = stream(
                {
                    "type": "link",
                    "value": {"words": "Only this", "page": None, "address": "/shop/", "below": []},
                }
            )
            found.save()

        assert "Only this" not in before
        assert cache.get(frame.VERSION) != version
        assert "Only this" in page(client, "/shop/")

    def test_costs_no_statement_on_pages_that_need_none(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        page(client, "/accounts-nowhere/")
        frame._kept.clear()  # as in a process that has just started

        with CaptureQueriesContext(connection) as captured:
            page(client, "/accounts-nowhere/")

        assert not [
            one for one in captured if "content_frame" in one["sql"] or "content_campaign" in one["sql"]
        ]


def test_a_page_that_is_kept_is_made_anew_after_a_change(
    client: Client,
    settings: "pytest_django.fixtures.SettingsWrapper",  # type: ignore[name-defined]  # noqa: F821
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    keeper = Client()
    before = page(keeper, "/about/")
    with django_capture_on_commit_callbacks(execute=True):
        found = HomePage.objects.get().get_children().get(slug="about").specific
        found.body = stream(text("<p>Written anew.</p>"))
        found.save_revision().publish()
    page_cache._memory.clear()  # as in another process, whose seconds are over

    assert "Written anew." not in before
    assert "Written anew." in page(keeper, "/about/")
