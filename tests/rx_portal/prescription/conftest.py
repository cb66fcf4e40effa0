from datetime import datetime

import pytest

from rx_portal.kit.db import Sessions
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.review.builders import Desk


@pytest.fixture
def desk(sessions: Sessions, sign_in: SignIn, now: datetime) -> Desk:
    return Desk(sessions, sign_in, now)
