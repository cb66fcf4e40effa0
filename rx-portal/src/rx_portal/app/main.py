"""The portal's web process: `granian --interface asgi rx_portal.app.main:app`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
from litestar import Litestar, Request, Router
from litestar.di import NamedDependency, Provide
from litestar.openapi import OpenAPIConfig
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from rx_portal.app import care, health, home, orders
from rx_portal.app.headers import protecting
from rx_portal.app.slices import route_handlers
from rx_portal.app.watching import watched
from rx_portal.identity.authentication import authenticate
from rx_portal.identity.provider import RelyingParty
from rx_portal.identity.schemas import Kind
from rx_portal.kit import clock, errors, pages, vault
from rx_portal.kit import settings as settings_module
from rx_portal.kit.authority import PUBLIC, guard, refuse_unguarded
from rx_portal.kit.db import doors_of, engine_for, sessions_for
from rx_portal.kit.origin import check_token, guard_origin
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.visit import service as visits
from shared_lib import heap
from shared_lib.identity import Actor
from shared_lib.telemetry import start

AnyRequest = Request[Any, Any, Any]


async def provide_session(request: AnyRequest) -> AsyncIterator[AsyncSession]:
    """Give a handler a session that acts as whoever asks; verbs begin it."""
    async with request.app.state.sessions(info={"actor": request.scope.get("user")}) as session:
        yield session


async def provide_actor(request: AnyRequest) -> Actor | None:
    """Give a handler whoever asks; guards have made sure that there is somebody where it matters."""
    found: Actor | None = request.scope.get("user")
    return found


async def provide_now(request: AnyRequest) -> datetime:
    """Give a handler the domain time."""
    return clock.now(request.app.state.settings)


async def provide_ports(request: AnyRequest) -> Ports:
    """Give a handler the outside parties."""
    found: Ports = request.app.state.ports
    return found


async def provide_settings(request: AnyRequest) -> Settings:
    """Give a handler the settings."""
    found: Settings = request.app.state.settings
    return found


async def provide_zone(session: NamedDependency[AsyncSession], actor: NamedDependency[Actor]) -> str:
    """Give a handler of the staff's the zone in which whoever asks reads times."""
    return await visits.zone_of(session, staff=actor)


@asynccontextmanager
async def lifespan(app: Litestar) -> AsyncIterator[None]:
    """Open what the process needs, and close it."""
    settings: Settings = app.state.settings
    vault.unlock(settings.vault_key)
    engine, shop_engine = engine_for(settings.database_url), engine_for(settings.shop_database_url, size=5)
    async with httpx.AsyncClient(timeout=10) as client:
        callback = f"{settings.portal_url}/login/callback"
        app.state.update(
            engine=engine,
            doors=doors_of(engine),
            shop_engine=shop_engine,
            sessions=sessions_for(engine),
            ports=app.state.get("ports") or _ports(settings, shop_engine),
            parties={
                Kind.PATIENT: RelyingParty(settings.patients, callback, client),
                Kind.STAFF: RelyingParty(settings.staff, callback, client),
            },
        )
        yield
    await engine.dispose()
    await shop_engine.dispose()


def create_app(settings: Settings, *, ports: Ports | None = None) -> Litestar:
    """Return the portal; `ports` takes the place of the outside parties that the settings name.

    :raises UnguardedHandler: a handler says neither which scopes it needs nor that it is public.
    """
    app = Litestar(
        route_handlers=[
            *home.handlers,
            *health.handlers,
            *care.handlers,
            *orders.handlers,
            *route_handlers(),
            _static(),
        ],
        dependencies={
            "session": provide_session,
            "actor": Provide(provide_actor),
            "now": Provide(provide_now),
            "ports": Provide(provide_ports),
            "settings": Provide(provide_settings),
            "zone": Provide(provide_zone),
        },
        guards=[guard_origin, guard],
        before_request=check_token,
        after_request=protecting(settings),
        exception_handlers=errors.HANDLERS,
        middleware=[authenticate],
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(pages.environment())),
        openapi_config=OpenAPIConfig(
            title="Countersign prescription desk",
            version="1",
            openapi_router=Router("/api/schema", route_handlers=[], opt=PUBLIC, include_in_schema=False),
        ),
        lifespan=[lifespan],
        request_max_body_size=12 * 1024 * 1024,
    )
    app.state.settings = settings
    app.state.ports = ports
    app.asgi_handler = watched(app.asgi_handler)
    refuse_unguarded(app)
    return app


def _ports(settings: Settings, shop_engine: AsyncEngine) -> Ports:
    from rx_portal.app.ports import ports_for

    return ports_for(settings, shop_engine)


def _static() -> Any:
    brand = Path(str(files("shared_lib.brand").joinpath("static")))
    own = Path(__file__).parent / "static"
    return create_static_files_router("/static", [brand, own], opt=PUBLIC, include_in_schema=False)


def __getattr__(name: str) -> Litestar:
    """Build `app` when a server asks for it, so that importing this module needs no environment."""
    if name != "app":
        raise AttributeError(name)
    start.web("portal")
    made = create_app(settings_module.load())
    heap.settle()
    return made
