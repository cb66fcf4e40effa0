"""Checkout Sessions: a hosted page on which one bill can be paid, once, for a while."""

from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionLineItemListParams,
    SessionListParams,
    SessionRetrieveParams,
)

from integrations.stripe.double import lists, payment_intents, saving
from integrations.stripe.double.account import Account
from integrations.stripe.double.bills import page_for
from integrations.stripe.double.errors import Object, invalid, public
from integrations.stripe.double.routes import Params, Routes
from integrations.stripe.double.states import NEXT, Move, Status

routes = Routes()


@routes.post("/v1/checkout/sessions", SessionCreateParams)
def create(account: Account, params: Params) -> Object:
    """Open a page."""
    mode = params.get("mode")
    if mode not in ("payment", "setup"):
        raise invalid("The double models the modes payment and setup.", param="mode")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise invalid("The double models the hosted page only.", param="ui_mode")
    if not params.get("success_url"):
        raise invalid("Missing required param: success_url.", code="parameter_missing", param="success_url")
    session = page_for(account, params, mode)
    if mode == "setup":
        data = {**(params.get("setup_intent_data") or {}), "customer": session["customer"]}
        kinds = {"allowed_payment_method_types": session["payment_method_types"]}
        session["setup_intent"] = saving.made(account, Params(data | kinds))["id"]
    account.save(session)
    return public(session)


@routes.get("/v1/checkout/sessions/{session}", SessionRetrieveParams)
def retrieve(account: Account, _: Params, session: str) -> Object:
    """Return a page as it stands."""
    return public(account.get("checkout.session", session, "session"))


@routes.get("/v1/checkout/sessions", SessionListParams)
def index(account: Account, params: Params) -> Object:
    """Return pages, newest first."""
    wanted = ("payment_intent", "customer", "status")
    where = {name: params.get(name) for name in wanted if params.get(name)}
    return lists.page(account.all("checkout.session", **where), params, "/v1/checkout/sessions")


@routes.get("/v1/checkout/sessions/{session}/line_items", SessionLineItemListParams)
def line_items(account: Account, params: Params, session: str) -> Object:
    """Return what the page asks money for."""
    found = account.get("checkout.session", session, "session")
    return {**found["_line_items"], "data": found["_line_items"]["data"][: params.get("limit", lists.PAGE)]}


@routes.post("/v1/checkout/sessions/{session}/expire", SessionExpireParams)
def expire(account: Account, _: Params, session: str) -> Object:
    """Close a page that nobody has paid on."""
    found = account.get("checkout.session", session, "session")
    if found["status"] != "open":
        raise invalid(f"Only an open Checkout Session can be expired; this one is {found['status']}.")
    lapse(account, found)
    return public(found)


def lapse(account: Account, session: Object) -> None:
    """Close a page, and give up the payment somebody may have begun on it."""
    session |= {"status": "expired", "url": None, "_due": None}
    account.save(session)
    if session["payment_intent"]:
        intent = account.get("payment_intent", session["payment_intent"])
        if (Status(intent["status"]), Move.CANCEL) in NEXT:
            payment_intents.give_up(account, intent, "expired")
    account.emit("checkout.session.expired", session)
