import pytest

from rx_portal.kit.clock import real_now
from rx_portal.kit.db import Sessions
from rx_portal.kit.ports import Ports
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.desk.test_journey import Chain
from tests.rx_portal.enrollment.builders import Front
from tests.rx_portal.enrollment.fixtures import front
from tests.rx_portal.review.builders import Desk


@pytest.fixture
def chain(front: Front, ports: Ports) -> Chain:
    return Chain(front, ports)


@pytest.fixture
def desk(sessions: Sessions, sign_in: SignIn) -> Desk:
    """A desk in the application's own time."""
    return Desk(sessions, sign_in, real_now())


__all__ = ["desk", "front"]
