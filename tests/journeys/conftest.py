"""One running clinic for all journeys of a run; who tells a story holds it alone."""

from collections.abc import Iterator

import pytest

from clinic.home import Home
from clinic.story.browser import Browser
from clinic.story.story import Story
from clinic.story.telling import Telling
from clinic.story.town import Town
from tests.harness import browser, clinic, schedule
from tests.journeys import chromium


@pytest.fixture(scope="session")
def home(request: pytest.FixtureRequest) -> Home:
    return schedule.enter(schedule.JOURNEYS, clinic.shared(request))


@pytest.fixture(scope="module")
def town(home: Home) -> Iterator[Town]:
    """The clinic, for one file alone."""
    with clinic.alone_in(home, Browser) as town:
        yield town


@pytest.fixture(scope="module")
def story(town: Town) -> Story:
    return Story(town, Telling(is_quiet=True))


@pytest.fixture(scope="module")
def story_in_chromium(home: Home, chromium_at: chromium.Engine) -> Iterator[Story]:
    """The same story, where every person has a real browser."""
    with clinic.alone_in(home, chromium_at.browser) as town:
        yield Story(town, Telling(is_quiet=True))


@pytest.fixture(scope="module")
def chromium_at() -> Iterator[chromium.Engine]:
    with browser.chromium() as opened:
        yield chromium.Engine(opened)
