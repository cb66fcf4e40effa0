"""The test cards and test bank accounts, and what the bank behind each of them does.

Numbers and names are Stripe's own (docs.stripe.com/testing), but for the last card, whose hold ends within
the hour so that an expiry can be seen without waiting a week.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

DAY = 86_400
HOUR = 3_600


class Challenge(StrEnum):
    """When the bank asks the cardholder to prove who they are."""

    NEVER = "never"
    UNLESS_SAVED = "unless_saved"
    ALWAYS = "always"


class Return(StrEnum):
    """How money that is given back fares: it is there, or is long on its way, or comes back after all."""

    AT_ONCE = "at_once"
    LATER = "later"
    BOUNCES = "bounces"


UNLESS_SAVED, ALWAYS = Challenge.UNLESS_SAVED, Challenge.ALWAYS


@dataclass(frozen=True, slots=True)
class Decline:
    """How a bank says no: the API's code, the issuer's reason, and a sentence for the customer."""

    code: str
    reason: str | None
    message: str


NO = Decline("card_declined", "generic_decline", "Your card was declined.")
NO_FUNDS = Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.")
LOST = Decline("card_declined", "lost_card", "Your card was declined.")
OLD = Decline("expired_card", "expired_card", "Your card has expired.")
WRONG_CVC = Decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.")
ERROR = Decline("processing_error", "processing_error", "An error occurred while processing your card.")
AWAY = Decline(
    "authentication_required", "authentication_required", "Your bank asks you to confirm this payment."
)
UNPROVEN = Decline(
    "payment_intent_authentication_failure", None, "Your bank could not confirm that it is you."
)
LIVE = Decline("card_declined", "test_mode_live_card", "Only test cards are taken here.")
NO_ACCOUNT = Decline("payment_method_microdeposit_failed", "account_closed", "The bank account is closed.")
NO_BALANCE = Decline("insufficient_funds", "insufficient_funds", "The bank account has insufficient funds.")


@dataclass(frozen=True, slots=True)
class Card:
    """A test card, called `pm_card_{alias}` in the API.

    `hold` is how many seconds an authorization lasts, if not what its network grants; `refund` is what
    becomes of money that goes back to it.
    """

    number: str
    brand: str
    alias: str
    does: str
    decline: Decline | None = None
    challenge: Challenge = Challenge.NEVER
    hold: int | None = None
    disputes: bool = False
    refund: Return = Return.AT_ONCE


@dataclass(frozen=True, slots=True)
class BankAccount:
    """A test bank account, called `pm_usBankAccount_{alias}`; a debit takes four days to arrive or bounce."""

    number: str
    alias: str
    does: str
    bounce: Decline | None = None


_CARDS = (
    Card("4242424242424242", "visa", "visa", "pays"),
    Card("5555555555554444", "mastercard", "mastercard", "pays"),
    Card("378282246310005", "amex", "amex", "pays"),
    Card("6011111111111117", "discover", "discover", "pays"),
    Card("4000000000000002", "visa", "visa_chargeDeclined", "is declined", NO),
    Card("4000000000009995", "visa", "visa_chargeDeclinedInsufficientFunds", "has no funds", NO_FUNDS),
    Card("4000000000009987", "visa", "visa_chargeDeclinedLostCard", "is declined as lost", LOST),
    Card("4000000000000069", "visa", "chargeDeclinedExpiredCard", "is declined as expired", OLD),
    Card("4000000000000127", "visa", "chargeDeclinedIncorrectCvc", "is declined for its CVC", WRONG_CVC),
    Card("4000000000000119", "visa", "chargeDeclinedProcessingError", "meets an error", ERROR),
    Card("4000000000000341", "visa", "chargeCustomerFail", "can be saved, then is declined", NO),
    Card(
        "4000002500003155", "visa", "authenticationRequiredOnSetup", "asks unless saved", None, UNLESS_SAVED
    ),
    Card("4000002760003184", "visa", "authenticationRequired", "always asks for 3-D Secure", None, ALWAYS),
    Card("4000000000003220", "visa", "threeDSecure2Required", "asks for 3-D Secure 2", None, ALWAYS),
    Card("4000008260003178", "visa", "askedThenNoFunds", "asks, then has no funds", NO_FUNDS, UNLESS_SAVED),
    Card("4000000000000259", "visa", "createDispute", "pays, then is disputed", disputes=True),
    Card("4000000000007726", "visa", "pendingRefund", "takes refunds a day later", refund=Return.LATER),
    Card("4000000000005126", "visa", "refundFail", "returns refunds a day later", refund=Return.BOUNCES),
    Card("4000000000003600", "visa", "shortHold", "is held for one hour only", hold=HOUR),
)
_ACCOUNTS = (
    BankAccount("000123456789", "success", "pays after four days"),
    BankAccount("000111111113", "accountClosed", "bounces: account closed", NO_ACCOUNT),
    BankAccount("000222222227", "insufficientFunds", "bounces: no funds", NO_BALANCE),
)

CARDS: Mapping[str, Card] = {card.number: card for card in _CARDS}
ACCOUNTS: Mapping[str, BankAccount] = {account.number: account for account in _ACCOUNTS}
ALIASES: Mapping[str, Card | BankAccount] = {
    **{f"pm_card_{card.alias}": card for card in _CARDS},
    **{f"pm_usBankAccount_{account.alias}": account for account in _ACCOUNTS},
}


def plausible(number: str) -> bool:
    """Return whether the digits could be a card's at all (ISO/IEC 7812, the Luhn check)."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = (digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2])  # noqa: PLR2004
    return len(digits) > 11 and (sum(digits[::2]) + sum(doubled)) % 10 == 0  # noqa: PLR2004


def hold_of(card: Card, *, merchant_initiated: bool) -> int:
    """Return for how many seconds an authorization holds.

    Seven days while the customer is there; 4 days 18 hours for a Visa hold made while they are away
    (docs.stripe.com/payments/place-a-hold-on-a-payment-method).
    """
    if card.hold:
        return card.hold
    return 4 * DAY + 18 * HOUR if merchant_initiated and card.brand == "visa" else 7 * DAY
