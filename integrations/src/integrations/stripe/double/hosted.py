"""What a person does on the hosted page: pays, is asked who they are, tries another card."""

from typing import Any

from integrations.stripe.double import banking, cards, customers, instruments, intents, saving
from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object, invalid
from integrations.stripe.double.routes import Params


def pay(account: Account, session: Object, method: Object) -> Object:
    """Try a method on an open page, and return the intent it was tried on.

    :raises Fault: 402, the bank said no (which is kept); 400, the page is over.
    """
    _open(session)
    intent = _intent(account, session)
    if session["mode"] == "setup":
        saving.give(account, intent, method)
        saving.attempt(account, intent)
    else:
        intents.give(intent, method)
        banking.attempt(account, intent)
    conclude(account, intent)
    return intent


def authenticate(account: Account, intent: Object, *, succeeded: bool) -> None:
    """Answer a bank's question, on a page of ours or a merchant's.

    :raises Fault: 402, it was answered wrongly, or the bank says no all the same; 400, nobody asks.
    """
    if intent["status"] != "requires_action":
        raise invalid("Nobody is asking for this payment to be confirmed any more.")
    setting_up = intent["object"] == "setup_intent"
    if not succeeded and setting_up:
        saving.refuse(account, intent)
    elif not succeeded:
        banking.refuse(account, intent, cards.UNPROVEN, asked=False)
    elif setting_up:
        saving.attempt(account, intent, authenticated=True)
    else:
        banking.attempt(account, intent, authenticated=True)
    conclude(account, intent)


def conclude(account: Account, intent: Object) -> None:
    """Complete the page an intent came of, or tell that its money arrived or bounced later."""
    session = page_of(account, intent)
    if session is None or intent["status"] == "requires_action":
        return
    was_open = session["status"] == "open"
    bounced = intent["status"] == "requires_payment_method"
    session |= {"status": "complete", "url": None, "_due": None, "customer": intent["customer"]}
    if intent["status"] == "succeeded" and session["mode"] == "payment":
        session["payment_status"] = "paid"
    account.save(session)
    if was_open:
        account.emit("checkout.session.completed", session)
    else:
        account.emit(f"checkout.session.async_payment_{'failed' if bounced else 'succeeded'}", session)


def captured(account: Account, intent: Object) -> None:
    """Note on the page that its hold has been taken; Stripe sends no event for it."""
    session = page_of(account, intent)
    if session is not None:
        account.save(session | {"payment_status": "paid"})


def page_of(account: Account, intent: Object) -> Object | None:
    """Return the page an intent came of, if it came of one."""
    return account.find(intent["_session"]) if intent.get("_session") else None


def method_of(account: Account, form: dict[str, str]) -> Object:
    """Return the payment method that a person typed in.

    :raises Fault: 402, the card cannot be one.
    """
    if form.get("method") == "us_bank_account":
        return instruments.of_account(account, form.get("account", "").replace(" ", ""))
    month, year = (int(part) for part in form["expiry"].replace(" ", "").split("/"))
    return instruments.of_card(account, form["number"].replace(" ", ""), month, year)


def _open(session: Object) -> None:
    if session["status"] != "open":
        raise invalid("This page can no longer be paid on.")


def _intent(account: Account, session: Object) -> Object:
    """A page has no payment until somebody tries to pay, and then one for all their tries."""
    if session["setup_intent"]:
        return _bound(account, session, account.get("setup_intent", session["setup_intent"]))
    if session["payment_intent"]:
        return account.get("payment_intent", session["payment_intent"])
    wished: dict[str, Any] = dict(session["_intent"])
    if session["customer"] is None and session["customer_creation"] == "always":
        session["customer"] = customers.create(account, Params({}))["id"]
    if session["customer"]:
        wished["customer"] = session["customer"]
    intent = _bound(account, session, intents.made(account, Params(wished)))
    session["payment_intent"] = intent["id"]
    account.save(session)
    account.emit("payment_intent.created", intent)
    return intent


def _bound(account: Account, session: Object, intent: Object) -> Object:
    intent |= {"_session": session["id"], "_return_url": session["success_url"]}
    account.save(intent)
    return intent
