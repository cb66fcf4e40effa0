"""What happens when a payment is tried: the bank holds, pays, declines, asks for the customer, or waits."""

from integrations.stripe.double import cards, charges, instruments, settling
from integrations.stripe.double.account import Account, new_id
from integrations.stripe.double.cards import DAY, Card, Challenge, Decline
from integrations.stripe.double.errors import Object, declined, public
from integrations.stripe.double.states import Move, advance

DEBIT_DAYS = 4


def attempt(account: Account, intent: Object, *, authenticated: bool = False) -> None:
    """Try the intent's payment method, and keep whatever comes of it.

    :raises Fault: 402, the bank said no or wants the customer (the attempt is kept); 400, a wrong state.
    """
    method = account.get("payment_method", intent["payment_method"], "payment_method")
    if method["type"] == "us_bank_account":
        return _debit(account, intent, method)
    card = instruments.card_of(method)
    if not authenticated and _asks(card, intent, method):
        if intent["_off_session"]:
            return refuse(account, intent, cards.AWAY)
        return _challenge(account, intent)
    if card.decline:
        return refuse(account, intent, card.decline)
    return _accept(account, intent, method, card)


def refuse(account: Account, intent: Object, decline: Decline, *, asked: bool = True) -> None:
    """Record that the payment failed, and say so. `asked` is False if it never reached the bank.

    :raises Fault: 402, always.
    """
    method = account.get("payment_method", intent["payment_method"], "payment_method")
    advance(intent, Move.DECLINE)
    charge = charges.failed(account, intent, method, decline) if asked else None
    error = {
        "type": "card_error",
        "code": decline.code,
        "decline_code": decline.reason,
        "message": decline.message,
        "charge": charge["id"] if charge else None,
        "payment_method": public(method),
    }
    kept = {key: value for key, value in error.items() if value is not None}
    intent |= {"last_payment_error": kept, "next_action": None, "payment_method": None}
    account.save(intent)
    account.emit("payment_intent.payment_failed", intent)
    raise declined(intent, error)


def _asks(card: Card, intent: Object, method: Object) -> bool:
    """A card that was saved with the customer's agreement is not questioned while they are away."""
    agreed = intent["_off_session"] and method.get("_set_up")
    return card.challenge is Challenge.ALWAYS or (card.challenge is Challenge.UNLESS_SAVED and not agreed)


def _challenge(account: Account, intent: Object) -> None:
    advance(intent, Move.CHALLENGE)
    page = f"{account.base}/c/authenticate/{intent['id']}"
    redirect = {"return_url": intent["_return_url"], "url": page}
    intent["next_action"] = {"type": "redirect_to_url", "redirect_to_url": redirect}
    account.save(intent)
    account.emit("payment_intent.requires_action", intent)


def _accept(account: Account, intent: Object, method: Object, card: Card) -> None:
    manual = intent["capture_method"] == "manual"
    advance(intent, Move.HOLD if manual else Move.PAY)
    charge = charges.made(account, intent, method, "succeeded")
    charge["payment_method_details"]["card"]["network_transaction_id"] = new_id("ntx", 12)
    intent |= {"next_action": None, "last_payment_error": None}
    if manual:
        until = account.now + cards.hold_of(card, merchant_initiated=intent["_off_session"])
        charges.hold(charge, until)
        intent |= {"amount_capturable": intent["amount"], "_due": until}
    else:
        charge |= {"captured": True, "amount_captured": charge["amount"]}
        intent["amount_received"] = intent["amount"]
    _remember(account, intent, method)
    account.save(charge)
    account.save(intent)
    account.emit("charge.succeeded", charge)
    happened = "amount_capturable_updated" if manual else "succeeded"
    account.emit(f"payment_intent.{happened}", intent)
    if not manual:
        settling.disputed(account, intent, charge)


def _debit(account: Account, intent: Object, method: Object) -> None:
    advance(intent, Move.PROCESS)
    charge = charges.made(account, intent, method, "pending", paid=False)
    intent |= {"next_action": None, "last_payment_error": None, "_due": account.now + DEBIT_DAYS * DAY}
    _remember(account, intent, method)
    account.save(intent)
    account.emit("charge.pending", charge)
    account.emit("payment_intent.processing", intent)


def _remember(account: Account, intent: Object, method: Object) -> None:
    """A method pays once, unless it is or becomes a customer's."""
    if intent["customer"] and intent["setup_future_usage"]:
        method["_set_up"] = True
        instruments.save_with(account, method, intent["customer"])
    elif method["customer"] is None:
        method["_used"] = True
    account.save(method)
