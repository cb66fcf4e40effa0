"""Lines 1, 4 and 5 in a real browser: nothing changes but who opens the pages; its console stays silent."""

import pytest

from clinic.story import scene_1, scene_2, scene_3, scene_4, scene_5
from clinic.story.story import Story
from tests.journeys.chromium import Engine

pytestmark = pytest.mark.browser


def test_a_guest_buys(story_in_chromium: Story, chromium_at: Engine) -> None:
    scene_1.play(story_in_chromium)

    assert chromium_at.trouble == []


def test_a_patient_is_countersigned_and_supplied(story_in_chromium: Story, chromium_at: Engine) -> None:
    patient = scene_2.play(story_in_chromium)
    scene_3.play(story_in_chromium, patient)
    scene_4.play(story_in_chromium, patient)

    assert chromium_at.trouble == []


def test_a_patient_is_seen_first(story_in_chromium: Story, chromium_at: Engine) -> None:
    scene_5.play(story_in_chromium)

    assert chromium_at.trouble == []
