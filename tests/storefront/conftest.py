"""The shop under test: Django set up once, on this worker's own database and Valkey.

A test that touches data says `@pytest.mark.django_db`; what it writes is rolled back.
`client` is pytest-django's.
"""

import base64
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import django
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from integrations.notify.port import Mail
from tests.harness.urls import Pair, Urls
from tests.integrations.stripe.running import SECRET, SHOP, Double

FOLDER = Path(tempfile.mkdtemp(prefix="shop-test-"))
SIGNING_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _environment() -> dict[str, str]:
    pem = SIGNING_KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (FOLDER / "oidc.pem").write_bytes(pem)
    (FOLDER / "static").mkdir()
    return {
        "DJANGO_SETTINGS_MODULE": "storefront.settings",
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


with patch.dict(os.environ, _environment()):
    django.setup()
    from django.conf import settings as shop_settings

    from storefront.kit import jobs

    jobs.discover()
    # Argon2 takes a tenth of a gigabyte and all cores for each password; hundreds are set and tried here.
    shop_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def shop_urls(shelved_urls: Urls) -> Urls:
    """The shop's tests, wherever they are, share one clone on each worker."""
    return shelved_urls


@pytest.fixture(scope="session")
def django_db_setup(shop_urls: Urls, redis_url: str) -> None:
    """Point Django at this worker's clone of the migrated database, by the shop's own login."""
    from django.core.cache import caches
    from django.db import connections

    from storefront.kit.database import database

    connections.settings["default"].update(database(shop_urls["storefront"]))
    caches.settings["default"]["LOCATION"] = redis_url
    caches.close_all()
    with suppress(AttributeError):
        del caches["default"]


@pytest.fixture
def double(stripe_double: Double, settings: "pytest_django.fixtures.SettingsWrapper") -> Iterator[Double]:  # type: ignore[name-defined]  # noqa: F821
    """The processor with clean books, and the shop on its address and clock."""
    from storefront.payment import processor

    stripe_double.reset()
    clock = stripe_double.folder / "clock"
    settings.SHOP = replace(settings.SHOP, stripe_api_base=stripe_double.base, clock_file=clock)
    yield stripe_double
    processor.close()


@pytest.fixture(scope="session")
def _shelves(
    django_db_setup: None,
    django_db_blocker: "pytest_django.DjangoDbBlocker",  # type: ignore[name-defined]  # noqa: F821
) -> None:
    from storefront.demo import load

    with django_db_blocker.unblock():
        load.everything()


@pytest.fixture
def shop(
    _shelves: None,
    db: None,
    settings: "pytest_django.fixtures.SettingsWrapper",  # type: ignore[name-defined]  # noqa: F821
) -> None:
    """The demo clinic's shelves, there for every test of this worker; every page is made anew."""
    from storefront.catalog import memory

    settings.PAGE_CACHE_SECONDS = settings.CATALOG_CHECK_SECONDS = 0
    memory.forget()


@pytest.fixture
def committed(
    fresh_pair: Pair,
    django_db_setup: None,
    django_db_blocker: "pytest_django.DjangoDbBlocker",  # type: ignore[name-defined]  # noqa: F821
    settings: "pytest_django.fixtures.SettingsWrapper",  # type: ignore[name-defined]  # noqa: F821
) -> Iterator[None]:
    """The demo shop in a database of its own, where transactions commit and threads meet."""
    from django.db import connections

    from storefront.catalog import memory
    from storefront.demo import load
    from storefront.kit.database import database

    memory.forget()
    before = dict(connections.settings["default"])
    with django_db_blocker.unblock():
        connections["default"].close()
        del connections["default"]
        connections.settings["default"].update(database(fresh_pair.shop["storefront"]))
        settings.PAGE_CACHE_SECONDS = 0
        load.everything()
        yield
        memory.forget()
        connections["default"].close()
        del connections["default"]
        connections.settings["default"].update(before)


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> "list[tuple[Mail, str]]":
    """Every mail about an order, with its key, instead of being sent."""
    from storefront.order import letters as module

    sent: list[tuple[Mail, str]] = []

    class Kept:
        def __init__(self, base: str) -> None:
            self.base = base

        def send(self, mail: Mail, *, key: str) -> None:
            if key not in [known for _, known in sent]:
                sent.append((mail, key))

    monkeypatch.setattr(module, "mailer", Kept)
    return sent


@pytest.fixture(autouse=True)
def _mail_stays_here(settings: "pytest_django.fixtures.SettingsWrapper") -> None:  # type: ignore[name-defined]  # noqa: F821
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
