"""The portal for tests: its real database, its real application, and recorders in place of mail and video.

settings   the portal's settings, with fresh keys
sessions   a session factory on this worker's `rx`; `sessions(info={"actor": actor})` acts as the actor
clinic     a session that acts as the clinic, not yet begun
ports      the outside parties: the shop's database is real; `ports.notify.sent`, `ports.video.rooms` record
now        the domain time that tests take: a Wednesday in the morning of New York
portal     the application, started; `client` speaks to it as a visitor
sign_in    `await sign_in(client, Role.CLINICIAN)` -> Person (id, actor); `Role.PATIENT` for patients
"""

import base64
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.notify.port import Mail, Text
from integrations.video.port import Room
from rx_portal.app.main import create_app
from rx_portal.identity.models import LoginSession, Patient, Staff
from rx_portal.identity.service import digest
from rx_portal.identity.steps import bind_totp
from rx_portal.kit import vault
from rx_portal.kit.clock import real_now
from rx_portal.kit.db import Sessions, engine_for, sessions_for
from rx_portal.kit.ports import Ports, Shop
from rx_portal.kit.settings import Profile, Provider, Settings
from shared_lib.identity import Actor, Role
from shared_lib.ids import uuid7
from tests.harness.urls import Urls

PORTAL = "http://portal.local"
VAULT_KEY = secrets.token_bytes(32)
"""One for all settings of a worker, for its process has one vault."""

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class RecordingNotifier:
    """Keeps what would have been sent."""

    sent: list[Mail | Text] = field(default_factory=list)

    async def mail(self, mail: Mail, *, key: str) -> None:
        self.sent.append(mail)

    async def text(self, text: Text, *, key: str) -> None:
        self.sent.append(text)


@dataclass
class RecordingRooms:
    """Makes rooms without a service."""

    rooms: dict[str, Room] = field(default_factory=dict)

    async def create_room(self, reference: str, *, starts_at: datetime, ends_at: datetime) -> Room:
        made = Room(reference, f"http://video.test/{reference}?p", f"http://video.test/{reference}?c")
        return self.rooms.setdefault(reference, made)

    async def close_room(self, room_id: str) -> None:
        self.rooms.pop(room_id, None)


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in."""

    id: UUID
    actor: Actor
    csrf: str
    token: str = field(repr=False)


SignIn = Callable[..., Awaitable[Person]]


def _key() -> bytes:
    return secrets.token_bytes(32)


@pytest.fixture(scope="session")
def settings(
    rx_urls: Urls, shop_urls: Urls, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    folder: Path = tmp_path_factory.mktemp("portal")
    signing = folder / "signing.pem"
    private = Ed25519PrivateKey.generate()
    signing.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    provider = Provider("http://localhost:8000", "portal", base64.b64encode(_key()).decode())
    return Settings(
        profile=Profile.LOCAL,
        clock_file=folder / "clock",
        crash_folder=None,
        portal_url=PORTAL,
        storefront_url="http://localhost:8000",
        redis_url=redis_url,
        database_url=rx_urls["portal"],
        shop_database_url=shop_urls["portal"],
        secret_key=_key(),
        vault_key=VAULT_KEY,
        index_key=_key(),
        signing_key_file=signing,
        patients=provider,
        staff=provider,
        stripe_api_base="http://localhost:1",
        stripe_secret_key="sk_test_portal",
        stripe_webhook_secret="whsec_portal",
        notify_url="http://localhost:1",
        notify_webhook_secret="whsec_notify",
        pharmacy_url="http://localhost:1",
        pharmacy_key="key",
        pharmacy_webhook_secret="whsec_pharmacy",
        video_url="http://localhost:1",
        metrics_token="scraper",
        role_prefix="",
    )


@pytest.fixture(scope="session")
async def sessions(settings: Settings) -> AsyncIterator[Sessions]:
    vault.unlock(settings.vault_key)
    engine = engine_for(settings.database_url)
    yield sessions_for(engine)
    await engine.dispose()


@pytest.fixture
async def clinic(sessions: Sessions) -> AsyncIterator[AsyncSession]:
    async with sessions(info={"actor": Actor.system("test")}) as session:
        yield session


@pytest.fixture(scope="session")
async def shop(settings: Settings) -> AsyncIterator[Shop]:
    engine = engine_for(settings.shop_database_url)
    yield Shop(engine)
    await engine.dispose()


@pytest.fixture
def ports(shop: Shop) -> Ports:
    return Ports(
        shop=shop,
        processor=None,  # type: ignore[arg-type]  # the slices that pay bring the double
        pharmacy=None,  # type: ignore[arg-type]  # likewise
        notify=RecordingNotifier(),
        video=RecordingRooms(),
    )


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 12, 2, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def built(settings: Settings) -> Litestar:
    """The portal, put together once: its four hundred routes take longer than what most tests do with it."""
    return create_app(settings)


@pytest.fixture
def portal(built: Litestar, settings: Settings, ports: Ports) -> Litestar:
    built.state.update(settings=settings, ports=ports)
    return built


@pytest.fixture
async def client(portal: Litestar) -> AsyncIterator[AsyncTestClient[Litestar]]:
    async with AsyncTestClient(portal, base_url=PORTAL) as client:
        client.headers["origin"] = PORTAL
        client.headers["accept"] = "text/html"
        yield client


@pytest.fixture
def sign_in(sessions: Sessions, settings: Settings) -> SignIn:
    return door(sessions, settings)


def door(sessions: Sessions, settings: Settings) -> SignIn:
    """Sign a browser in as a fresh person; staff get a second factor with `TOTP_SECRET`."""

    async def sign_in(
        client: AsyncTestClient[Litestar] | None, role: Role, name: str = "Robin Vale"
    ) -> Person:
        async with sessions(info={"actor": Actor.system("test")}) as session, session.begin():
            make = _patient if role is Role.PATIENT else _staff
            person_id = await make(session, role, name)
            return await _open(session, settings, client, person_id, role)

    return sign_in


async def _patient(session: AsyncSession, _role: Role, _name: str) -> UUID:
    made = uuid7()
    await session.execute(
        insert(Patient).values(id=made, subject_index=secrets.token_bytes(32), created_at=real_now())
    )
    return made


async def _staff(session: AsyncSession, role: Role, name: str) -> UUID:
    made = uuid7()
    await session.execute(
        insert(Staff).values(
            id=made,
            issuer="test",
            subject=str(made),
            email=f"{made}@staff.test",
            name=name,
            roles=[role],
            active=True,
            created_at=real_now(),
        )
    )
    await bind_totp(session, staff_id=made, secret=TOTP_SECRET, now=real_now())
    return made


async def _open(
    session: AsyncSession,
    settings: Settings,
    client: AsyncTestClient[Litestar] | None,
    person_id: UUID,
    role: Role,
) -> Person:
    from rx_portal.kit.origin import token_for

    token, at = secrets.token_urlsafe(32), real_now()
    owner = {"patient_id": person_id} if role is Role.PATIENT else {"staff_id": person_id}
    session.add(
        LoginSession(
            id_hash=digest(token),
            roles=[role],
            auth_time=at,
            amr=["pwd", "otp"],
            started_at=at,
            idle_until=at + timedelta(minutes=30),
            absolute_until=at + timedelta(hours=12),
            **owner,
        )
    )
    if client is not None:
        client.cookies.set("rx_session", token)
    csrf = token_for(settings.secret_key, digest(token))
    return Person(person_id, Actor.person(str(person_id), role), csrf, token)
