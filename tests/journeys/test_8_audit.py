"""Line 8: an entry that is altered behind the application's back is named."""

from clinic.story import scene_8
from clinic.story.story import Story
from tests.journeys.facts import one


def test_an_altered_entry_is_named_and_nothing_else(story: Story) -> None:
    entry = scene_8.play(story)

    assert one(story.town, "rx", "SELECT count(*) FROM audit.event WHERE id = %s", entry) == 1
    assert scene_8.verify(story.town)[0] == 0
