"""What editors plan happens by itself: pages go live, expire, move and are still found."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.contrib.redirects.models import Redirect

from storefront.content import schedule, tasks
from storefront.content.models import HomePage, LandingPage, ProductStory
from storefront.kit import clock
from storefront.kit.jobs import Delivery, registered

pytestmark = pytest.mark.django_db
HOST = {"host": "localhost"}
TOLD = Delivery(uuid4(), schedule.JOB, str(schedule.ONLY), {}, clock.real_now())


@pytest.fixture(autouse=True)
def fresh(settings: "pytest_django.fixtures.SettingsWrapper") -> None:  # type: ignore[name-defined]  # noqa: F821
    """Every page made anew."""
    settings.PAGE_CACHE_SECONDS = 0


def a_page(slug: str, **fields: object) -> LandingPage:
    home = HomePage.objects.get()
    made: LandingPage = home.add_child(instance=LandingPage(title=slug, slug=slug, body="[]", live=False))
    for name, value in fields.items():
        setattr(made, name, value)
    made.save_revision().publish()
    return made


def due() -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT due_at FROM storefront.timer WHERE job = %s", [schedule.JOB])
        row = cursor.fetchone()
    return row and row[0]


def status(client: Client, address: str) -> int:
    return client.get(address, headers=HOST).status_code


def late(page: LandingPage, **past: object) -> None:
    """Let the planned minute be over."""
    type(page).objects.filter(pk=page.pk).update(**{key: value for key, value in past.items() if key != "at"})
    if "at" in past:
        page.revisions.update(approved_go_live_at=past["at"])


def test_a_page_goes_live_at_its_hour(client: Client) -> None:
    at = timezone.now() + timedelta(hours=3)
    page = a_page("spring", go_live_at=at)

    assert status(client, "/spring/") == 404
    assert abs(due() - clock.now() - timedelta(hours=3)) < timedelta(minutes=1)  # type: ignore[operator]

    past = timezone.now() - timedelta(minutes=1)
    revision = page.latest_revision
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    tasks.publish(TOLD)

    assert status(client, "/spring/") == 200


def test_a_page_expires_at_its_hour_and_the_next_is_waited_for(client: Client) -> None:
    page = a_page("summer", expire_at=timezone.now() + timedelta(hours=2))
    a_page("autumn", expire_at=timezone.now() + timedelta(hours=9))
    assert status(client, "/summer/") == 200

    late(page, expire_at=timezone.now() - timedelta(minutes=1))
    tasks.publish(TOLD)

    assert status(client, "/summer/") == 404
    assert status(client, "/autumn/") == 200
    assert abs(due() - clock.now() - timedelta(hours=9)) < timedelta(minutes=1)  # type: ignore[operator]


def test_a_story_expires_too() -> None:
    story = ProductStory.objects.first()
    assert story is not None
    ProductStory.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    tasks.publish(TOLD)

    story.refresh_from_db()
    assert not story.live


def test_too_early_changes_nothing_and_waits_again(client: Client) -> None:
    a_page("winter", go_live_at=timezone.now() + timedelta(hours=3))

    tasks.publish(TOLD)
    tasks.publish(TOLD)

    assert status(client, "/winter/") == 404
    assert due() is not None


def test_nothing_planned_sets_no_timer() -> None:
    schedule.publish()

    assert due() is None


def test_the_worker_knows_the_job() -> None:
    assert [name for name, _ in registered(schedule.JOB)] == [schedule.JOB]


def test_an_old_address_leads_to_the_new_one(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = a_page("old-name")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "new-name"
        page.save_revision().publish()

    found = client.get("/old-name/", headers=HOST)

    assert (found.status_code, found["Location"]) == (301, "/new-name/")


def test_an_editors_redirect_is_followed(client: Client) -> None:
    Redirect.objects.create(old_path="/podcast", redirect_link="/journal/", is_permanent=False)

    found = client.get("/podcast/", headers=HOST)

    assert (found.status_code, found["Location"]) == (302, "/journal/")
