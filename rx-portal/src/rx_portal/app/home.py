"""The first page: for a visitor what the desk is; for a patient where things stand; for staff their desk."""

from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.response import Redirect, Template

from rx_portal.kit.authority import PUBLIC
from rx_portal.kit.pages import page
from shared_lib.identity import Actor, Role


@get("/", opt=PUBLIC, include_in_schema=False)
async def home(request: Request[Any, Any, Any], actor: NamedDependency[Actor | None]) -> Template | Redirect:
    """Show the way on."""
    if actor is None:
        return page(request, "layout/welcome.html")
    return Redirect("/care" if actor.role == Role.PATIENT else "/desk", status_code=303)


handlers = [home]
