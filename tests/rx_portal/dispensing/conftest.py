from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from integrations.counterparts import create_app
from integrations.pharmacy.client import HttpPharmacy
from shared_lib.identity import Role
from tests.harness.urls import Urls
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.dispensing.builders import Counter, a_fill_of
from tests.rx_portal.paying import Till, real_now
from tests.rx_portal.payment.conftest import double, till  # noqa: F401 - the processor's double
from tests.rx_portal.review.builders import Desk


@pytest.fixture
def desk(till: Till, sign_in: SignIn) -> Desk:  # noqa: F811
    return Desk(till.sessions, sign_in, real_now())


@pytest.fixture
async def counter(till: Till, desk: Desk, shop_urls: Urls, sign_in: SignIn) -> Counter:  # noqa: F811
    """An unpaid offer that the clinic's own dispensary will fill."""
    pharmacist = await sign_in(None, Role.PHARMACIST, "Pia Lund")
    return await a_fill_of(till, desk, shop_urls, pharmacist, pharmacy="dispensary")


@pytest.fixture
async def pharmacy(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """An outside pharmacy's double, as its own staff reach it."""
    monkeypatch.setenv("PHARMACY_KEY", "our-key")
    monkeypatch.setenv("PHARMACY_WEBHOOK_URL", "http://127.0.0.1:9/nobody")
    monkeypatch.setenv("PHARMACY_WEBHOOK_SECRET", "whsec")
    app = create_app()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),  # type: ignore[arg-type] # two spellings of ASGI
        base_url="http://pharmacy.local",
    ) as client:
        yield client
        for told in list(app.state.telling):
            told.cancel()


@pytest.fixture
async def outside(
    till: Till,  # noqa: F811
    desk: Desk,
    shop_urls: Urls,
    sign_in: SignIn,
    pharmacy: httpx.AsyncClient,
) -> AsyncIterator[Counter]:
    """An unpaid offer that an outside pharmacy will fill."""
    port = HttpPharmacy("http://pharmacy.local/pharmacy", "our-key")
    await port._client.aclose()
    port._client = httpx.AsyncClient(
        transport=pharmacy._transport,
        base_url="http://pharmacy.local/pharmacy",
        headers={"authorization": "Bearer our-key"},
    )
    reached = replace(till, ports=replace(till.ports, pharmacy=port))
    pharmacist = await sign_in(None, Role.PHARMACIST, "Pia Lund")
    yield await a_fill_of(reached, desk, shop_urls, pharmacist, pharmacy="outside")
    await port._client.aclose()
