"""`python -m clinic.story`: play the story once; the exit status is 1 if any line of it does not hold."""

import sys
from collections.abc import Callable, Sequence
from types import ModuleType

from clinic import home
from clinic.story import scene_1, scene_2, scene_3, scene_4, scene_5, scene_6, scene_7, scene_8
from clinic.story.story import Story
from clinic.story.telling import Telling
from clinic.story.town import Town
from clinic.unable import Unable

Chapter = Callable[[Story], None]


def first_patient(story: Story) -> None:
    """Play lines 2, 3 and 4."""
    with story.telling.scene(2, scene_2.TITLE):
        patient = scene_2.play(story)
    with story.telling.scene(3, scene_3.TITLE):
        scene_3.play(story, patient)
    with story.telling.scene(4, scene_4.TITLE):
        scene_4.play(story, patient)


def alone(number: int, scene: ModuleType) -> Chapter:
    """Return the chapter of a line that needs no other."""

    def chapter(story: Story) -> None:
        with story.telling.scene(number, scene.TITLE):
            scene.play(story)

    return chapter


CHAPTERS: Sequence[Chapter] = (
    alone(1, scene_1),
    first_patient,
    alone(5, scene_5),
    alone(6, scene_6),
    alone(7, scene_7),
    alone(8, scene_8),
)


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
    story.town.close()
    story.telling.summary()
    return int(any(scene.problem for scene in story.telling.scenes))


if __name__ == "__main__":
    sys.exit(main())
