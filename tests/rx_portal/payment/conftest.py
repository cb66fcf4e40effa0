from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from integrations.stripe.client import Account, AsyncStripeProcessor
from rx_portal.kit.db import Sessions
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from shared_lib.identity import Role
from tests.integrations.stripe.running import DESK, Double
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.paying import Till, an_offer, real_now


@pytest.fixture
def double(stripe_double: Double) -> Double:
    stripe_double.reset()
    return stripe_double


@pytest.fixture
async def till(
    sessions: Sessions, settings: Settings, ports: Ports, double: Double, sign_in: SignIn
) -> AsyncIterator[Till]:
    """A patient's offer, made now, at an outside pharmacy, and nothing paid."""
    patient = await sign_in(None, Role.PATIENT)
    order_id = await an_offer(sessions, patient.id, real_now())
    processor = AsyncStripeProcessor(Account(DESK, double.base, retries=0, timeout=5))
    yield Till(sessions, settings, replace(ports, processor=processor), double, order_id, patient.id)
    await processor.close()
