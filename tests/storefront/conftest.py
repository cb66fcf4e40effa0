"""The shop under test: Django set up once, on this worker's own database and Valkey.

A test that touches data says `@pytest.mark.django_db`; what it writes is rolled back. `client` is pytest-django's.
"""

import base64
import os
import secrets
import tempfile
from pathlib import Path
from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch

import django
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.harness.urls import Urls
from tests.integrations.stripe.running import SECRET, SHOP, Double, running

FOLDER = Path(tempfile.mkdtemp(prefix="shop-test-"))
SIGNING_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _environment() -> dict[str, str]:
    pem = SIGNING_KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (FOLDER / "oidc.pem").write_bytes(pem)
    (FOLDER / "static").mkdir()
    return {
        "COUNTERSIGN_PROFILE": "local",
        "CLOCK_FILE": str(FOLDER / "clock"),
        "REDIS_URL": "redis://localhost:1/0",
        "STOREFRONT_URL": "http://localhost:18000",
        "PORTAL_URL": "http://localhost:18001",
        "SHOP_DATABASE_URL": "postgresql://nobody@localhost:1/nowhere",
        "STOREFRONT_SECRET_KEY": secrets.token_hex(32),
        "STOREFRONT_VAULT_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "OIDC_SIGNING_KEY_FILE": str(FOLDER / "oidc.pem"),
        "PAIRWISE_SALT": secrets.token_hex(16),
        "PORTAL_CLIENT_ID": "portal",
        "PORTAL_CLIENT_SECRET": secrets.token_hex(32),
        "STRIPE_API_BASE": "http://localhost:18002",
        "STRIPE_SECRET_KEY": SHOP,
        "STRIPE_WEBHOOK_SECRET": SECRET,
        "NOTIFY_URL": "http://localhost:18003",
        "MEDIA_ROOT": str(FOLDER / "media"),
        "STATIC_ROOT": str(FOLDER / "static"),
    }


os.environ["DJANGO_SETTINGS_MODULE"] = "storefront.settings"
with patch.dict(os.environ, _environment()):
    django.setup()
    from storefront.kit import jobs

    jobs.discover()


@pytest.fixture(scope="session")
def django_db_setup(shop_urls: Urls, redis_url: str) -> None:
    """Point Django at this worker's clone of the migrated database, by the shop's own login."""
    from django.core.cache import caches
    from django.db import connections

    from storefront.kit.database import database

    connections.settings["default"].update(database(shop_urls["storefront"]))
    caches.settings["default"]["LOCATION"] = redis_url


@pytest.fixture(scope="session")
def stripe_double(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Double]:
    """The processor, as a process of its own."""
    with running(tmp_path_factory.mktemp("stripe")) as double:
        yield double


@pytest.fixture
def double(stripe_double: Double, settings: "pytest_django.fixtures.SettingsWrapper") -> Iterator[Double]:  # type: ignore[name-defined]  # noqa: F821
    """The processor with clean books, and the shop on its address and clock."""
    from storefront.payment import processor

    stripe_double.reset()
    clock = stripe_double.folder / "clock"
    settings.SHOP = replace(settings.SHOP, stripe_api_base=stripe_double.base, clock_file=clock)
    yield stripe_double
    processor.close()


@pytest.fixture
def shop(db: None, settings: "pytest_django.fixtures.SettingsWrapper") -> None:  # type: ignore[name-defined]  # noqa: F821
    """The demo clinic's shelves, in this test's transaction; every page is made anew."""
    from storefront.demo import load

    settings.PAGE_CACHE_SECONDS = 0
    load.everything()


@pytest.fixture(autouse=True)
def _mail_stays_here(settings: "pytest_django.fixtures.SettingsWrapper") -> None:  # type: ignore[name-defined]  # noqa: F821
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
