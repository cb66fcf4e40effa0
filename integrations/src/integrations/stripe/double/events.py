"""Events: what happened, for a merchant who missed the webhook. Kept thirty days."""

from stripe.params import EventListParams, EventRetrieveParams

from integrations.stripe.double import lists
from integrations.stripe.double.account import Account
from integrations.stripe.double.cards import DAY
from integrations.stripe.double.errors import Object, missing, public
from integrations.stripe.double.routes import Params, Routes

routes = Routes()

KEPT_DAYS = 30


@routes.get("/v1/events/{event}", EventRetrieveParams)
def retrieve(account: Account, _: Params, event: str) -> Object:
    """Return an event, while it is kept."""
    found = account.get("event", event, "event")
    if found["created"] < account.now - KEPT_DAYS * DAY:
        raise missing("event", event, "event")
    return public(_counted(found, _pending(account)))


@routes.get("/v1/events", EventListParams)
def index(account: Account, params: Params) -> Object:
    """Return events, newest first: of some types, or by whether the webhook took them."""
    kinds = params.get("types") or ([params["type"]] if params.get("type") else None)
    success, pending = params.get("delivery_success"), _pending(account)
    found = [
        _counted(event, pending)
        for event in account.all("event")
        if event["created"] >= account.now - KEPT_DAYS * DAY
        and (kinds is None or event["type"] in kinds)
        and (success is None or success == (event["id"] not in pending))
    ]
    return lists.page(found, params, "/v1/events")


def _pending(account: Account) -> set[str]:
    """Return the ids of events that no delivery has brought home."""
    sql = """select event from delivery where account = ?
             group by event having sum(state = 'delivered') = 0"""
    return {row["event"] for row in account.store.run(sql, account.merchant.name)}


def _counted(event: Object, pending: set[str]) -> Object:
    return event | {"pending_webhooks": int(event["id"] in pending)}
