"""The fixture `front`, for the tests of every slice in the front half."""

from datetime import datetime

import pytest

from rx_portal.kit.clock import real_now
from rx_portal.kit.db import Sessions
from rx_portal.kit.settings import Settings
from tests.harness.urls import Urls
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.enrollment.builders import Front, open_clinic


@pytest.fixture
async def front(
    sessions: Sessions, settings: Settings, shop_urls: Urls, sign_in: SignIn, now: datetime
) -> Front:
    await open_clinic(sessions, shop_urls, min(now, real_now()))  # pages live in real time, verbs in `now`
    return Front(sessions, settings, sign_in, now)
