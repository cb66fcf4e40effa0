from datetime import datetime
from pathlib import Path

import pytest

from rx_portal.kit.db import Sessions
from rx_portal.kit.settings import Settings
from rx_portal.prescription.signature import Signer, signer_at
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.review.builders import Desk


@pytest.fixture
def desk(sessions: Sessions, sign_in: SignIn, now: datetime) -> Desk:
    return Desk(sessions, sign_in, now)


@pytest.fixture
def signer(settings: Settings) -> Signer:
    return signer_at(Path(settings.signing_key_file))
