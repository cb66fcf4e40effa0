"""How a handler answers a person: a template with what every page needs, a redirect, a short message."""

import functools
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from litestar import Request
from litestar.datastructures import Cookie
from litestar.response import Redirect, Template
from markupsafe import Markup

from rx_portal.kit import clock
from shared_lib.brand import wording
from shared_lib.brand.environment import TEMPLATES, names
from shared_lib.money import Money

PACKAGE = Path(__file__).parent.parent
FLASH = "rx_flash"

AnyRequest = Request[Any, Any, Any]


def environment() -> Environment:
    """Return the template environment: the brand's templates, and each slice's own."""
    slices = sorted(path for path in PACKAGE.glob("*/templates") if path.is_dir())
    made = Environment(
        loader=FileSystemLoader([*slices, TEMPLATES]),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.update(names(lambda asset: f"/static/{asset}"), clinic_name="Alder & Vale")
    made.globals.update(length=wording.length, badge=_badges(made))
    made.filters["money"] = lambda amount, currency="USD": str(Money(amount, currency))
    return made


def page(request: AnyRequest, name: str, *, status: int = 200, **context: Any) -> Template:
    """Answer with a template of a slice (`review/queue.html`).

    The context always has `request`, `actor` (or None), `csrf_token`, `storefront_url`, `flash` and `now`.
    """
    state = request.app.state
    common: Mapping[str, Any] = {
        "request": request,
        "actor": request.scope.get("user"),
        "csrf_token": request.scope.get("state", {}).get("csrf_token", ""),
        "storefront_url": state.settings.storefront_url,
        "flash": request.cookies.get(FLASH),
        "now": _now(request),
    }
    cookies = [Cookie(key=FLASH, value="", max_age=0, path="/")] if common["flash"] else []
    return Template(name, context={**common, **context}, status_code=status, cookies=cookies)


def redirect(path: str, *, flash: str | None = None) -> Redirect:
    """Answer a form with the page to look at next; `flash` is a code of `layout/flash.html`."""
    cookies = (
        [Cookie(key=FLASH, value=flash, max_age=60, path="/", httponly=True, samesite="lax")] if flash else []
    )
    return Redirect(path, status_code=303, cookies=cookies)


def _badges(made: Environment) -> Callable[..., Markup]:
    """Return the brand's badge, drawn once for the same words: a queue of fifty cases has five kinds."""

    @functools.lru_cache(maxsize=1024)
    def badge(*words: str | None, **given: str | None) -> Markup:
        drawn: Markup = made.get_template("brand/part.html").module.badge(*words, **given)  # type: ignore[attr-defined]
        return drawn

    return badge


def _now(request: AnyRequest) -> datetime:
    return clock.now(request.app.state.settings)
