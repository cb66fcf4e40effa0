"""The double's front page, for somebody who looks in: accounts, latest payments, test cards."""

from importlib.resources import files

from litestar import Response, get
from litestar.exceptions import NotFoundException

from integrations.stripe.double import ledger
from integrations.stripe.double.cards import ACCOUNTS, CARDS
from integrations.stripe.double.render import Asked, Page, render, server_of

ASSETS = {"page.css": "text/css", "page.js": "text/javascript"}


@get("/")
async def front(request: Asked) -> Page:
    """Show the accounts, their latest payments and the test cards."""
    server, base = server_of(request), str(request.base_url)
    books = [ledger.of(server.account(merchant, base)) for merchant in server.settings.merchants]
    return render("front", books=books, cards=CARDS.values(), accounts=ACCOUNTS.values())


@get("/assets/{name:str}")
async def asset(name: str) -> Response[str]:
    """Return the style or the script."""
    if name not in ASSETS:
        raise NotFoundException
    text = (files("integrations.stripe.double") / "assets" / name).read_text()
    return Response(text, media_type=ASSETS[name], headers={"Cache-Control": "max-age=300"})
