"""Lines 2 to 4: ineligible and eligible; half an intake and the rest; countersigned, paid, dispensed."""

from dataclasses import dataclass

import pytest

from clinic.story import scene_2, scene_3, scene_4
from clinic.story.people import Patient
from clinic.story.scene_4 import Fill
from clinic.story.story import Story
from tests.journeys.facts import one, rows, telling


@dataclass(frozen=True)
class Told:
    patient: Patient
    enrollment: str
    fill: Fill


@pytest.fixture(scope="module")
def told(story: Story) -> Told:
    patient = scene_2.play(story)
    enrollment = scene_3.play(story, patient)
    return Told(patient, enrollment, scene_4.play(story, patient))


class TestHerEnrollment:
    def test_was_approved(self, story: Story, told: Told) -> None:
        status = one(
            story.town, "rx", "SELECT status FROM rx.enrollment WHERE id::text = %s", told.enrollment
        )

        assert status in ("approved", "closed")

    def test_keeps_no_answer_in_plain_text(self, story: Story, told: Told) -> None:
        kept = rows(story.town, "rx", "SELECT intake_answer::text FROM rx.intake_answer")

        assert kept
        assert not any("Vitamin D" in text or "prediabetes" in text for (text,) in kept)


class TestHerMoney:
    def test_was_held_and_then_taken_once(self, story: Story, told: Told) -> None:
        line = story.town.payments("rx")[told.fill.payment]

        assert line["captured"] == line["amount"]
        assert (line["held"], line["refunded"], line["attempts"]) == (0, 0, 1)

    def test_is_all_that_the_processor_knows(self, story: Story, told: Told) -> None:
        line = story.town.payments("rx")[told.fill.payment]

        assert line["ref"]
        assert "metformin" not in str(line).lower()


class TestHerFill:
    def test_comes_from_the_lot_that_expires_first(self, story: Story, told: Told) -> None:
        first = one(
            story.town,
            "shop",
            "SELECT lot.code FROM shared.lot JOIN shared.movement ON lot_id = lot.id"
            " WHERE movement.kind = 'consumed' ORDER BY movement.id DESC LIMIT 1",
        )

        assert told.fill.lot == first == "RX-MET-500-L1"

    def test_is_signed_by_two_people(self, story: Story, told: Told) -> None:
        found = rows(
            story.town,
            "rx",
            "SELECT DISTINCT action, actor_role FROM audit.event"
            " WHERE action IN ('prescription.sign', 'dispense.hand_over', 'dispense.verify')",
        )

        assert {
            ("prescription.sign", "clinician"),
            ("dispense.verify", "pharmacist"),
            ("dispense.hand_over", "pharmacist"),
        } <= set(found)


class TestHerMails:
    def test_say_nothing_to_a_stranger(self, story: Story, told: Told) -> None:
        mails = story.town.mails(told.patient.email)

        assert len(mails) >= 3
        assert [(mail.subject, found) for mail in mails if (found := telling(mail))] == []
