"""The least that Litestar can do: one page without middleware, database or template."""

from litestar import Litestar, get


@get("/")
async def page() -> str:
    """Say that the page is here."""
    return "The raw page."


app = Litestar([page], openapi_config=None)
