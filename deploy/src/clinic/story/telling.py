"""How the story is told on a terminal: lines, steps and where to see them, a table at the end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

WIDTH = 88


@dataclass
class Scene:
    """One line of the story, and how it went."""

    number: int
    title: str
    seconds: float = 0.0
    steps: int = 0
    problem: str | None = None


@dataclass
class Telling:
    """Everything told so far; `is_quiet` keeps it from the terminal."""

    is_quiet: bool = False
    scenes: list[Scene] = field(default_factory=list)

    @contextmanager
    def scene(self, number: int, title: str) -> Iterator[Scene]:
        """Tell one line; what goes wrong in it is kept and raised again."""
        scene = Scene(number, title)
        self.scenes.append(scene)
        self._say(f"\n{number}. {title}")
        begun = time.monotonic()
        try:
            yield scene
        except Exception as problem:
            scene.problem = str(problem) or type(problem).__name__
            self._say(f"   ✗ {type(problem).__name__}: {scene.problem}")
            raise
        finally:
            scene.seconds = time.monotonic() - begun

    def step(self, text: str, address: str = "") -> None:
        """Tell one step, and where a reader can see it."""
        if self.scenes:
            self.scenes[-1].steps += 1
        self._say(f"   · {text}")
        if address:
            self._say(f"     {address}")

    def summary(self) -> None:
        """Tell how every line went."""
        self._say("\n" + "─" * WIDTH)
        for scene in self.scenes:
            mark, room = "✗" if scene.problem else "✓", WIDTH - 24
            title = scene.title if len(scene.title) <= room else scene.title[: room - 1] + "…"
            told = f"{scene.steps:>3} steps {scene.seconds:>5.1f} s"
            self._say(f" {mark} {scene.number}. {title:<{room}} {told}")
        self._say("─" * WIDTH)
        wrong = [scene for scene in self.scenes if scene.problem]
        total = sum(scene.seconds for scene in self.scenes)
        said = "The story holds." if not wrong else f"{len(wrong)} of {len(self.scenes)} lines went wrong."
        self._say(f" {said} {total:.1f} seconds.")

    def _say(self, line: str) -> None:
        if not self.is_quiet:
            print(line, flush=True)
