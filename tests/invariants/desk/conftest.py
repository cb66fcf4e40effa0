"""The portal with room for a crowd: many connections, and the processor's double."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from rx_portal.kit import vault
from rx_portal.kit.db import Sessions, engine_for, sessions_for
from rx_portal.kit.settings import Settings
from tests.rx_portal.conftest import (  # noqa: F401
    SignIn,
    built,
    client,
    clinic,
    now,
    portal,
    ports,
    settings,
    shop,
    sign_in,
)
from tests.rx_portal.payment.conftest import double, till  # noqa: F401
from tests.rx_portal.review.builders import Desk
from tests.rx_portal.visit.builders import Clinic

CONNECTIONS = 25
"""And as many again: half a hundred at once, whoever waits for one contends for it."""


@pytest.fixture(scope="session")
async def sessions(settings: Settings) -> AsyncIterator[Sessions]:  # noqa: F811
    vault.unlock(settings.vault_key)
    engine = engine_for(settings.database_url, size=CONNECTIONS)
    yield sessions_for(engine)
    await engine.dispose()


@pytest.fixture
def desk(sessions: Sessions, sign_in: SignIn, now: datetime) -> Desk:  # noqa: F811
    return Desk(sessions, sign_in, now)


@pytest.fixture
def made(sessions: Sessions, sign_in: SignIn, now: datetime) -> Clinic:  # noqa: F811
    return Clinic(sessions, sign_in, now)
