from datetime import datetime

import pytest

from rx_portal.kit.db import Sessions
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.visit.builders import Clinic


@pytest.fixture
def made(sessions: Sessions, sign_in: SignIn, now: datetime) -> Clinic:
    return Clinic(sessions, sign_in, now)
