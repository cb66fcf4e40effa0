"""Line 5: a visit within seven days, an approval with a reason, and an outside pharmacy."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from fhir.resources.R4B.bundle import Bundle

from clinic.story import scene_5
from clinic.story.scene_5 import Outcome
from clinic.story.story import Story
from tests.journeys.facts import rows, telling


@pytest.fixture(scope="module")
def outcome(story: Story) -> Outcome:
    return scene_5.play(story)


class TestHisVisit:
    def test_took_place_within_seven_of_his_own_days(self, story: Story, outcome: Outcome) -> None:
        status, asked_at = rows(
            story.town,
            "rx",
            "SELECT visit.status, min(step.at) FROM rx.visit JOIN rx.visit_step step ON visit_id = visit.id"
            " WHERE visit.id::text = %s GROUP BY visit.status",
            outcome.visit.id,
        )[0]

        zone = ZoneInfo("America/Los_Angeles")
        assert outcome.visit.zone == "America/Los_Angeles"
        assert status == "completed"
        assert (
            outcome.visit.starts_at.astimezone(zone).date()
            <= (asked_at.astimezone(zone) + timedelta(days=7)).date()
        )


class TestHisApproval:
    def test_keeps_its_reason(self, story: Story, outcome: Outcome) -> None:
        found = rows(story.town, "rx", "SELECT review::text FROM rx.review WHERE status = 'approved'")

        assert any(scene_5.REASON in text for (text,) in found)
        assert not any(scene_5.WORDS in text for (text,) in found)


class TestThePharmacy:
    def test_was_sent_valid_fhir(self, story: Story, outcome: Outcome) -> None:
        sent = next(one["bundle"] for one in story.town.fills() if one["task"]["id"] == outcome.fill)

        bundle = Bundle.model_validate(sent)

        kinds = {type(entry.resource).__name__ for entry in bundle.entry or []}
        assert kinds == {"Patient", "Practitioner", "MedicationRequest", "Task"}

    def test_was_released_only_after_the_money_was_taken(self, story: Story, outcome: Outcome) -> None:
        line = story.town.payments("rx")[outcome.payment]

        assert line["captured"] == line["amount"]
        assert story.town.stage(outcome.fill) == "shipped"


def test_his_mails_say_nothing_to_a_stranger(story: Story, outcome: Outcome) -> None:
    mails = story.town.mails(outcome.patient.email)

    assert [(mail.subject, found) for mail in mails if (found := telling(mail))] == []
