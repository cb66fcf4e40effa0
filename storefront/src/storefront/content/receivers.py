"""What follows an editor's change: pages shown anew, and a timer where something is planned."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from storefront.content import frame, schedule
from storefront.content.models import Campaign, Frame, ProductStory
from storefront.kit import page_cache


def connect() -> None:
    """Listen from now on."""
    for model in (Frame, Campaign):
        post_save.connect(frame.forget_once_committed, sender=model)
        post_delete.connect(frame.forget_once_committed, sender=model)
    for signal in (page_published, page_unpublished, post_page_move, published, unpublished):
        signal.connect(_shown_anew)
    post_save.connect(_planned, sender=Revision)
    for signal in (page_published, published):
        signal.connect(_planned)


def _shown_anew(**_kwargs: Any) -> None:
    """Forget kept pages: a menu may lead to the one that has moved, or a shelf may show what has changed."""
    transaction.on_commit(page_cache.forget)
    transaction.on_commit(frame.forget)


def _planned(instance: Any, **_kwargs: Any) -> None:
    """Set the clock for what was planned with this revision, or with what was just published."""
    is_planned = isinstance(instance, Revision) and instance.approved_go_live_at
    if is_planned or (isinstance(instance, Page | ProductStory) and instance.expire_at):
        schedule.arm()
