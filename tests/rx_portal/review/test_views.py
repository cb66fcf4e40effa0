"""What the queue shows of a case that somebody works on, and the views that clinicians save."""

from datetime import timedelta
from typing import Any

import pytest

from rx_portal.review import service
from rx_portal.review.errors import (
    ViewNotFound,
)
from rx_portal.review.models import View
from rx_portal.review.schemas import Filter, Mark, Queue, Sort
from shared_lib.ids import uuid7
from tests.rx_portal.review.builders import Desk


class TestQueue:
    async def test_tells_what_came_since_and_pages_newest_first(self, desk: Desk) -> None:
        person = await desk.a_clinician()
        product = f"news-{uuid7().hex}"
        old, _ = await desk.a_case(product=product)
        wanted, since = Filter(product=product, sort=Sort.NEWEST, limit=1), Mark(desk.now, old.id)
        async with desk.sessions(info={"actor": person.actor}) as session:
            newest = await service.queue_mark(session)
            quiet = await service.look_for_news(session, wanted=wanted, since=newest, now=desk.now)
            assert quiet == (newest, 0)
            assert Mark.read(str(newest)) == newest
        later = Desk(desk.sessions, desk.sign_in, desk.now + timedelta(minutes=1))
        new, _ = await later.a_case(product=product)
        async with desk.sessions(info={"actor": person.actor}) as session:
            _, number = await service.look_for_news(session, wanted=wanted, since=since, now=later.now)
            unseen = Mark(None, None)  # of a queue in which there never was a case
            _, ever = await service.look_for_news(session, wanted=wanted, since=unseen, now=later.now)
            first = await service.list_page(session, wanted=wanted, clinician=person.actor, now=later.now)
            after = Filter(
                product=product, sort=Sort.NEWEST, after=(first.rows[0].opened_at, first.rows[0].id)
            )
            rest = await service.list_page(session, wanted=after, clinician=person.actor, now=later.now)

        assert (number, ever) == (1, 2)
        assert [row.id for row in first.rows] == [new.id]
        assert [row.id for row in rest.rows] == [old.id]


class TestViews:
    async def test_one_is_first_a_shared_one_is_seen_and_a_removed_one_comes_back(self, desk: Desk) -> None:
        one, two = await desk.a_clinician(), await desk.a_clinician("Dr. Samir Noor")
        given: dict[str, Any] = {"query": "lane=fast", "now": desk.now}
        async with desk.sessions(info={"actor": one.actor}) as session:
            a = await service.save_view(
                session, clinician=one.actor, name="Mine", first=True, shared=False, **given
            )
            b = await service.save_view(
                session, clinician=one.actor, name="Ours", first=True, shared=True, **given
            )
            first = await service.list_first_page(session, clinician=one.actor, now=desk.now)
            assert isinstance(first, View)
            assert first.id == b.id
        async with desk.sessions(info={"actor": two.actor}) as session:
            seen = await service.list_page(session, wanted=Filter(), clinician=two.actor, now=desk.now)
            assert b.id in {view.id for view in seen.views}
            assert a.id not in {view.id for view in seen.views}
            with pytest.raises(ViewNotFound):
                await service.remove_view(session, clinician=two.actor, view_id=b.id, now=desk.now)
        async with desk.sessions(info={"actor": one.actor}) as session:
            await service.remove_view(session, clinician=one.actor, view_id=b.id, now=desk.now)
            queue = await service.list_first_page(session, clinician=one.actor, now=desk.now)
            assert isinstance(queue, Queue)
            back = await service.restore_view(session, clinician=one.actor, view_id=b.id)
            assert (back.removed_at, back.first) == (None, False)
