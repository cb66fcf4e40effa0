"""The doors: sign in as a patient or as staff, come back from the provider, sign out."""

from datetime import datetime
from typing import Annotated, Any

from litestar import Request, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter
from litestar.response import Redirect
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import service
from rx_portal.identity.authentication import cookie_name
from rx_portal.identity.provider import RelyingParty
from rx_portal.identity.schemas import Arrival, Kind
from rx_portal.kit.authority import PUBLIC, SIGNED_IN
from rx_portal.kit.clock import real_now
from rx_portal.kit.settings import Settings

AnyRequest = Request[Any, Any, Any]
BROWSER = "rx_login"


def _cookie(settings: Settings, base: str, value: str, max_age: int) -> Cookie:
    return Cookie(
        key=cookie_name(settings, base),
        value=value,
        max_age=max_age,
        path="/",
        httponly=True,
        secure=settings.secure,
        samesite="lax",
    )


@get("/login", opt=PUBLIC)
async def login(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    next_path: Annotated[str, QueryParameter(name="next")] = "/",
    kind: Annotated[Kind, QueryParameter(name="as")] = Kind.PATIENT,
) -> Redirect:
    """Send the browser to the provider to sign in."""
    state = request.app.state
    party: RelyingParty = state.parties[kind]
    departure = await service.begin_login(session, party, kind=kind, next_path=next_path, real_now=real_now())
    return Redirect(
        departure.address,
        status_code=303,
        cookies=[_cookie(state.settings, BROWSER, departure.browser_token, 600)],
    )


@get("/login/callback", opt=PUBLIC)
async def callback(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    now: NamedDependency[datetime],
    login_state: Annotated[str, QueryParameter(name="state")],
    code: FromQuery[str] = "",
) -> Redirect:
    """Take the provider's answer and open a session under a new token."""
    settings: Settings = request.app.state.settings
    arrival = await _arrive(request, session, now, login_state, code)
    return Redirect(
        arrival.next_path,
        status_code=303,
        cookies=[
            _cookie(
                settings, "rx_session", arrival.session_token, int(arrival.lifetime.absolute.total_seconds())
            ),
            _cookie(settings, BROWSER, "", 0),
        ],
    )


async def _arrive(
    request: AnyRequest, session: AsyncSession, now: datetime, state: str, code: str
) -> Arrival:
    app_state = request.app.state
    browser = request.cookies.get(cookie_name(app_state.settings, BROWSER), "")
    attempt = await service.take_attempt(session, state=state, browser_token=browser, real_now=real_now())
    if not code:
        raise service.LoginRefused("You did not finish signing in. Start again when you are ready.")
    party: RelyingParty = app_state.parties[Kind(attempt.kind)]
    identity = await party.identify(code=code, verifier=attempt.verifier, nonce=attempt.nonce, now=real_now())
    return await service.arrive(
        session,
        identity=identity,
        attempt=attempt,
        index_key=app_state.settings.index_key,
        now=now,
        real_now=real_now(),
    )


@post("/logout", opt=SIGNED_IN)
async def logout(
    request: AnyRequest, session: NamedDependency[AsyncSession], now: NamedDependency[datetime]
) -> Redirect:
    """End the session in this browser."""
    state = request.app.state
    opened = request.scope["state"]["login"]
    await service.end(session, id_hash=opened.id_hash, actor=request.user, now=now, real_now=real_now())
    return Redirect("/", status_code=303, cookies=[_cookie(state.settings, "rx_session", "", 0)])


handlers = [login, callback, logout]
