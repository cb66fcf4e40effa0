"""Line 6: denied, rejected by the pharmacy, lapsed."""

import pytest

from clinic.story import scene_6
from clinic.story.people import Patient
from clinic.story.scene_6 import Kept
from clinic.story.story import Story
from tests.journeys.facts import rows, telling


@pytest.fixture(scope="module")
def kept(story: Story) -> Kept:
    return scene_6.play(story)


def test_only_one_of_them_ever_reached_the_processor(kept: Kept) -> None:
    assert kept.payments == 1


def test_no_money_is_kept(kept: Kept) -> None:
    assert kept.kept == 0


def test_their_orders_have_ended(story: Story, kept: Kept) -> None:
    found = rows(story.town, "rx", "SELECT status FROM rx.rx_order ORDER BY created_at DESC LIMIT 2")

    assert sorted(status for (status,) in found) == ["expired", "rejected"]


def test_nothing_of_theirs_is_still_reserved(story: Story, kept: Kept) -> None:
    found = rows(
        story.town,
        "shop",
        "SELECT sum(line.held) FROM shared.reservation JOIN shared.reservation_line line USING (reference)"
        " WHERE holder = 'portal' AND status = 'held'",
    )

    assert found[0][0] in (None, 0)


def test_their_mails_say_nothing_to_a_stranger(story: Story, kept: Kept) -> None:
    people: tuple[Patient, ...] = (kept.denied, kept.rejected, kept.lapsed)
    mails = [mail for one in people for mail in story.town.mails(one.email)]

    assert len(mails) >= 6
    assert [(mail.subject, found) for mail in mails if (found := telling(mail))] == []
