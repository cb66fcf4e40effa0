"""An answer whose sender was signed out meanwhile: carried sealed by their browser, shown after the login.

It is bound to its question, so only who may open that intake ever sees it again.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from litestar.datastructures import Cookie
from litestar.response import Redirect

from rx_portal.intake.questionnaire import Form
from rx_portal.kit import carried
from rx_portal.kit.settings import Settings

LIFETIME = timedelta(minutes=30)
LONGEST = 3600
"""In characters: what every browser keeps in one cookie, with room for its name."""

_PURPOSE = b"unsent-answer|v1"
_NOT_KEPT = frozenset({"csrf_token", "leave", "autosave"})


@dataclass(frozen=True, slots=True)
class Unsent:
    """What somebody had written for one question."""

    form: Form


def cookie_name(settings: Settings) -> str:
    """Return the cookie's name: bound to this host where the address is https."""
    return "__Host-rx_unsent" if settings.secure else "rx_unsent"


def set_aside(settings: Settings, path: str, form: Form, *, real_now: datetime) -> Redirect | None:
    """Answer with the way to the login, the answer sealed in a cookie; None where it is too long for one."""
    kept = {name: list(values) for name, values in form.items() if name not in _NOT_KEPT}
    plain = json.dumps([path, int((real_now + LIFETIME).timestamp()), kept], ensure_ascii=False)
    token = carried.seal(settings.secret_key, _PURPOSE, zlib.compress(plain.encode(), 9))
    if len(token) > LONGEST:
        return None
    way = "/login?" + urlencode({"next": path})
    return Redirect(way, status_code=303, cookies=[_cookie(settings, token, LIFETIME)])


def waiting(settings: Settings, token: str | None, path: str, *, real_now: datetime) -> Unsent | None:
    """Return what waits for this question's page, if something does and its time is not over."""
    if not token:
        return None
    try:
        opened = carried.open_(settings.secret_key, _PURPOSE, token)
    except carried.NotOurs:
        return None
    of_path, until, form = json.loads(zlib.decompress(opened))
    if of_path != path or datetime.fromtimestamp(until, UTC) <= real_now:
        return None
    return Unsent({name: _texts(values) for name, values in form.items()})


def forgotten(settings: Settings) -> Cookie:
    """Return the cookie that ends the carrying."""
    return _cookie(settings, "", timedelta())


def _texts(values: Sequence[object]) -> list[str]:
    return [str(value) for value in values]


def _cookie(settings: Settings, token: str, age: timedelta) -> Cookie:
    return Cookie(
        key=cookie_name(settings),
        value=token,
        max_age=int(age.total_seconds()),
        path="/",
        httponly=True,
        secure=settings.secure,
        samesite="lax",
    )
