"""Disputes: a cardholder's bank takes the money back, and asks."""

from stripe.params import DisputeCloseParams, DisputeListParams, DisputeRetrieveParams, DisputeUpdateParams

from integrations.stripe.double import lists
from integrations.stripe.double.account import Account
from integrations.stripe.double.cards import DAY
from integrations.stripe.double.errors import Object, invalid, public
from integrations.stripe.double.metadata import merged
from integrations.stripe.double.routes import Params, Routes

routes = Routes()

ANSWER_DAYS = 21
OPEN = ("needs_response", "under_review")
VERDICTS = {"winning_evidence": "won", "losing_evidence": "lost"}


@routes.get("/v1/disputes/{dispute}", DisputeRetrieveParams)
def retrieve(account: Account, _: Params, dispute: str) -> Object:
    """Return a dispute."""
    return public(account.get("dispute", dispute, "dispute"))


@routes.get("/v1/disputes", DisputeListParams)
def index(account: Account, params: Params) -> Object:
    """Return disputes, newest first."""
    where = {name: params.get(name) for name in ("payment_intent", "charge") if params.get(name)}
    return lists.page(account.all("dispute", **where), params, "/v1/disputes")


@routes.post("/v1/disputes/{dispute}", DisputeUpdateParams)
def update(account: Account, params: Params, dispute: str) -> Object:
    """Keep evidence and, if it is submitted, decide at once.

    Stripe's test mode wins or loses a dispute by what `uncategorized_text` says; so does this.
    """
    found = _open(account, dispute)
    evidence = params.get("evidence") or {}
    found["evidence"] |= evidence
    found["metadata"] = merged(found["metadata"], params.get("metadata"))
    found["evidence_details"]["has_evidence"] = bool(found["evidence"])
    if params.get("submit", True) and evidence:
        found["evidence_details"]["submission_count"] += 1
        found["status"] = "under_review"
        verdict = VERDICTS.get(str(evidence.get("uncategorized_text")))
        if verdict:
            return _closed(account, found, verdict)
    account.save(found)
    account.emit("charge.dispute.updated", found)
    return public(found)


@routes.post("/v1/disputes/{dispute}/close", DisputeCloseParams)
def close(account: Account, _: Params, dispute: str) -> Object:
    """Accept a dispute, which loses it."""
    return _closed(account, _open(account, dispute), "lost")


def opened(account: Account, charge: Object) -> None:
    """Let the cardholder dispute a captured charge."""
    dispute = account.new(
        "du",
        "dispute",
        amount=charge["amount_captured"],
        balance_transactions=[],
        charge=charge["id"],
        currency=charge["currency"],
        enhanced_eligibility_types=[],
        evidence={},
        evidence_details={
            "due_by": account.now + ANSWER_DAYS * DAY,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        is_charge_refundable=False,
        metadata={},
        payment_intent=charge["payment_intent"],
        payment_method_details={
            "type": "card",
            "card": {"brand": "visa", "case_type": "chargeback", "network_reason_code": "10.4"},
        },
        reason="fraudulent",
        status="needs_response",
    )
    charge["disputed"] = True
    account.save(charge)
    account.emit("charge.dispute.created", dispute)
    account.emit("charge.dispute.funds_withdrawn", dispute)


def _open(account: Account, dispute: str) -> Object:
    found = account.get("dispute", dispute, "dispute")
    if found["status"] not in OPEN:
        raise invalid("This dispute is already closed.", param="dispute")
    return found


def _closed(account: Account, dispute: Object, verdict: str) -> Object:
    dispute["status"] = verdict
    account.save(dispute)
    account.emit("charge.dispute.closed", dispute)
    if verdict == "won":
        account.emit("charge.dispute.funds_reinstated", dispute)
    return public(dispute)
