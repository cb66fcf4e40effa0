"""Pages that go live or expire by themselves, at the minute their editor chose.

Editors plan in real time: a page is no business of the domain clock, and Wagtail compares with real time
itself. The timer runs by the domain clock, which is real time moved forward; so its instant is counted from
now, and where the clock is moved on, it comes early, finds nothing, and is set again.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, Revision

from storefront.content.models import ProductStory
from storefront.kit import clock, outbox

JOB = "content.publish"
ONLY = UUID(int=0)
GRACE = timedelta(seconds=1)
"""Wagtail asks for what is past, not for what is now."""


def publish() -> None:
    """Make live what is due and take down what has expired, then wait for the next; safe to repeat."""
    call_command("publish_scheduled")
    arm()


def arm() -> None:
    """Set the timer for the next change that is planned, if one is."""
    due = min(_planned(), default=None)
    if due is not None:
        wait = max(due - clock.real_now(), timedelta(0)) + GRACE
        with transaction.atomic():
            outbox.timer(JOB, ONLY, due_at=clock.now() + wait)


def _planned() -> Iterator[datetime]:
    """Return when each kind of thing changes next; what is overdue counts as well."""
    firsts = (
        Revision.objects.filter(approved_go_live_at__isnull=False)
        .order_by("approved_go_live_at")
        .values_list("approved_go_live_at", flat=True)
        .first(),
        Page.objects.filter(live=True, expire_at__isnull=False)
        .order_by("expire_at")
        .values_list("expire_at", flat=True)
        .first(),
        ProductStory.objects.filter(live=True, expire_at__isnull=False)
        .order_by("expire_at")
        .values_list("expire_at", flat=True)
        .first(),
    )
    return (found for found in firsts if found is not None)
