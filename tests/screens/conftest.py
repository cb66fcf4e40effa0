"""The journeys' clinic in front of eyes: one Chromium, one set of eyes, everybody signed in once."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chrome

from clinic.home import Home
from clinic.story.browser import Browser
from clinic.story.people import Person
from clinic.story.story import Story
from clinic.story.telling import Telling
from clinic.story.town import Town
from tests.harness import browser, clinic, schedule
from tests.screens.eyes import Eyes, Window

OpenWindow = Callable[[Person], Window]


@pytest.fixture(scope="session")
def home(request: pytest.FixtureRequest) -> Home:
    """The clinic that the journeys of this run use."""
    return schedule.enter(schedule.JOURNEYS, clinic.shared(request))


@pytest.fixture(scope="module")
def town(home: Home) -> Iterator[Town]:
    """The clinic, for these tests alone."""
    with clinic.alone_in(home, Browser) as town:
        yield town


@pytest.fixture(scope="module")
def story(town: Town) -> Story:
    """The people and their verbs, over HTTP: how a state is reached, so that Chromium only has to look."""
    return Story(town, Telling(is_quiet=True))


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def all_eyes() -> Eyes:
    return Eyes()


@pytest.fixture
def eyes(all_eyes: Eyes) -> Iterator[Eyes]:
    """What looks; the test fails with everything that was wrong."""
    all_eyes.told()
    yield all_eyes
    if problems := all_eyes.told():
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture
def window(chrome: Chrome, eyes: Eyes) -> Iterator[Window]:
    """A window of somebody whom nobody knows."""
    opened = Window(chrome, eyes)
    yield opened
    opened.close()


@pytest.fixture
def window_of(chrome: Chrome, eyes: Eyes) -> Iterator[OpenWindow]:
    """Opens another window of a person, who is signed in there as well."""
    opened: list[Window] = []

    def open_for(person: Person) -> Window:
        opened.append(Window(chrome, eyes))
        opened[-1].known_as(person)
        return opened[-1]

    yield open_for
    for each in opened:
        each.close()
