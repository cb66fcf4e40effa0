"""Sitting down at the desk, for tests of its screens."""

from litestar import Litestar
from litestar.testing import AsyncTestClient

from tests.rx_portal.conftest import Person


def sit_down(client: AsyncTestClient[Litestar], person: Person) -> dict[str, str]:
    """Sign the browser in as this person, and return what every form of theirs carries."""
    client.cookies.set("rx_session", person.token)
    return {"csrf_token": person.csrf}
