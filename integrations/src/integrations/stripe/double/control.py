"""The levers under `/_double/`: clock, misfortunes, webhooks, the request log, the ledger, a clean slate."""

from dataclasses import asdict

from litestar import Controller, Response, delete, get, post
from litestar.exceptions import HTTPException

from integrations.stripe.double import ledger
from integrations.stripe.double.account import queue
from integrations.stripe.double.courier import Behaviour
from integrations.stripe.double.errors import Object
from integrations.stripe.double.faults import Misfortune
from integrations.stripe.double.params import parse
from integrations.stripe.double.render import Asked, server_of
from shared_lib.clock import real_now


class Control(Controller):
    """What a test or a curious person may do to the double."""

    path = "/_double"

    @get("/clock")
    async def clock(self, request: Asked) -> Object:
        """Return domain time and real time."""
        clock = server_of(request).settings.clock
        return {
            "now": clock.now().isoformat(),
            "real": real_now().isoformat(),
            "ahead": clock.offset().total_seconds(),
        }

    @get("/faults")
    async def faults(self, request: Asked) -> list[Object]:
        """Return the misfortunes still to come."""
        return server_of(request).faults.listed()

    @post("/faults")
    async def add_fault(self, request: Asked) -> list[Object]:
        """Let something go wrong."""
        try:
            server_of(request).faults.add(Misfortune.of(await request.json()))
        except (ValueError, TypeError) as error:
            raise HTTPException(status_code=400, detail=str(error)) from error
        return server_of(request).faults.listed()

    @delete("/faults", status_code=200)
    async def clear_faults(self, request: Asked) -> list[Object]:
        """Let nothing more go wrong."""
        server_of(request).faults.clear()
        return []

    @get("/webhooks")
    async def webhooks(self, request: Asked) -> Object:
        """Return how deliveries go, and every one there was."""
        server = server_of(request)
        rows = server.store.run("select * from delivery order by seq")
        counts = dict.fromkeys(("waiting", "delivered", "dropped", "failed"), 0)
        for row in rows:
            counts[row["state"]] += 1
        return {
            "behaviour": asdict(server.courier.behaviour),
            **counts,
            "deliveries": [dict(row) for row in rows],
        }

    @post("/webhooks", status_code=200)
    async def behave(self, request: Asked) -> Object:
        """Change how deliveries go; what is not named goes as it should."""
        try:
            server_of(request).courier.behaviour = Behaviour(**await request.json())
        except (TypeError, ValueError) as error:
            raise HTTPException(status_code=400, detail=str(error)) from error
        return asdict(server_of(request).courier.behaviour)

    @post("/webhooks/release", status_code=200)
    async def release(self, request: Asked) -> list[str]:
        """Deliver what is held, in the order of the event ids given, or as it came."""
        given = await request.json() if await request.body() else {}
        return await server_of(request).courier.release(given.get("events"))

    @post("/events/{event:str}/replay", status_code=200)
    async def replay(self, request: Asked, event: str) -> Object:
        """Deliver an event once more."""
        store = server_of(request).store
        for row in store.run("select account, body from object where id = ? and kind = 'event'", event):
            queue(store, row["account"], event, "replay")
            return {"queued": event}
        raise HTTPException(status_code=404, detail="There is no such event.")

    @get("/requests")
    async def requests(self, request: Asked, account: str = "", path: str = "") -> list[Object]:
        """Return every request of the API, oldest first: whose, what was sent, and how it was answered."""
        sql = "select * from request where (? in ('', account)) and path like ? order by seq"
        rows = server_of(request).store.run(sql, account, f"{path}%")
        return [dict(row) | {"params": parse(row["body"])} for row in rows]

    @get("/ledger")
    async def ledger(self, request: Asked, account: str = "") -> list[Object]:
        """Return the books of each account, or of one."""
        server = server_of(request)
        wanted = [m for m in server.settings.merchants if account in ("", m.name)]
        return [ledger.of(server.account(merchant, str(request.base_url))) for merchant in wanted]

    @post("/reset", status_code=200)
    async def reset(self, request: Asked) -> Response[Object]:
        """Forget everything: objects, keys, deliveries, log, misfortunes, behaviour."""
        server = server_of(request)
        async with server.courier.still():
            server.store.clear()
        server.faults.clear()
        server.courier.behaviour = Behaviour()
        return Response({"reset": True})
