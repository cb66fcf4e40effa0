"""`python -m clinic.story`: play the story once; the exit status is 1 if any line of it does not hold."""

import sys
from collections.abc import Callable, Sequence

from clinic import home
from clinic.story import scene_1, scene_2, scene_3, scene_4
from clinic.story.story import Story
from clinic.story.telling import Telling
from clinic.story.town import Town
from clinic.unable import Unable


def guest(story: Story) -> None:
    """Play line 1."""
    with story.telling.scene(1, scene_1.TITLE):
        scene_1.play(story)


def first_patient(story: Story) -> None:
    """Play lines 2, 3 and 4."""
    with story.telling.scene(2, scene_2.TITLE):
        patient = scene_2.play(story)
    with story.telling.scene(3, scene_3.TITLE):
        scene_3.play(story, patient)
    with story.telling.scene(4, scene_4.TITLE):
        scene_4.play(story, patient)


CHAPTERS: Sequence[Callable[[Story], None]] = (guest, first_patient)


def main() -> int:
    """Play every chapter, whatever becomes of the ones before, and return the exit status."""
    try:
        story = Story(Town(home.find()), Telling())
    except Unable as refusal:
        print(refusal)
        return 1
    for chapter in CHAPTERS:
        try:
            chapter(story)
        except Exception as problem:
            print(f"   {type(problem).__name__}")
    story.telling.summary()
    return int(any(scene.problem for scene in story.telling.scenes))


if __name__ == "__main__":
    sys.exit(main())
