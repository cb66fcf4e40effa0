import pytest
from django.test import Client

from tests.storefront.account.people import Portal


@pytest.fixture
def portal(client: Client) -> Portal:
    return Portal.registered(client)
