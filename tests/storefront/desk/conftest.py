"""An operator, and an order that was paid."""

from typing import Any

import pytest
from django.test import Client

from shared_lib import audit
from storefront.kit import clock
from storefront.order import service
from storefront.order.models import Order
from storefront.payment.models import Attempt
from tests.integrations.stripe.running import Double
from tests.storefront.account.people import a_person, enrolled, sign_in
from tests.storefront.shopping import buy, order_of


@pytest.fixture
def operator() -> Client:
    client, user = Client(), a_person("operator")
    sign_in(client, user, enrolled(user))
    return client


@pytest.fixture
def paid(client: Client, double: Double) -> Order:
    sent = buy(client, "RNG-008", 2)
    double.pay(sent["Location"])
    order = order_of(sent)
    service.settle(Attempt.objects.get(order_id=order.id), now=clock.now())
    order.refresh_from_db()
    return order


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The actions of which the shop makes audit entries: it may write them, and not read them."""
    made: list[str] = []
    real = audit.entry

    def entry(**told: Any) -> Any:
        made.append(told["action"])
        return real(**told)

    monkeypatch.setattr(audit, "entry", entry)
    return made
