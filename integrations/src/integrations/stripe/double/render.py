"""How the double's own pages are made: plain HTML that needs no script, and may load none but its own."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request, Response
from litestar.response import Redirect

from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object
from integrations.stripe.double.server import Server
from shared_lib.money import Money

Asked = Request[Any, Any, Any]
Page = Response[str] | Redirect

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'",
    "Referrer-Policy": "no-referrer",
}
templates = Environment(
    loader=PackageLoader("integrations.stripe.double"), autoescape=True, undefined=StrictUndefined
)


def render(name: str, status: int = 200, **shown: Any) -> Response[str]:
    """Return a page."""
    html = templates.get_template(f"{name}.html").render(**shown)
    return Response(html, status_code=status, media_type="text/html", headers=HEADERS)


def name_of(account: Account) -> str:
    """Return what customers call the merchant."""
    return account.merchant.title or account.merchant.name.replace("_", " ").title()


def money_of(shown: Object) -> Money:
    """Return an object's amount."""
    return Money(shown.get("amount", 0), shown.get("currency", "usd").upper())


def server_of(request: Asked) -> Server:
    """Return the double that was asked."""
    server: Server = request.app.state.server
    return server
