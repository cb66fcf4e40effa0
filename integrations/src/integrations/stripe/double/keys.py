"""Idempotency keys: the first answer is given again (docs.stripe.com/api/idempotent_requests).

Answers are kept with everything the request wrote, in one transaction; 500s too. Refused parameters and
clashes are not kept, so those requests may be mended and sent again. Forgotten after 24 hours.
"""

import json

from integrations.stripe.double.account import Account
from integrations.stripe.double.cards import DAY
from integrations.stripe.double.errors import Fault, Object

LONGEST = 255


def kept(account: Account, key: str, request: str) -> tuple[int, Object] | None:
    """Return the answer this request already had.

    :raises Fault: 400, the key belongs to another request, or is too long.
    """
    if len(key) > LONGEST:
        raise _clash(400, f"Idempotency keys are at most {LONGEST} characters.")
    account.store.run("delete from answer where created <= ?", account.now - DAY)
    sql = "select request, status, body from answer where account = ? and key = ?"
    for row in account.store.run(sql, account.merchant.name, key):
        if row["request"] != request:
            raise _clash(400, f"The key '{key}' was first used with other parameters or on another path.")
        return row["status"], json.loads(row["body"])
    return None


def keep(account: Account, key: str, request: str, answer: tuple[int, Object]) -> None:
    """Remember an answer, instead of any before."""
    account.store.run(
        "insert or replace into answer values (?, ?, ?, ?, ?, ?)",
        *(account.merchant.name, key, request, answer[0], json.dumps(answer[1]), account.now),
    )


def in_flight(key: str) -> Fault:
    """Return the refusal of a request whose twin is still being answered."""
    return _clash(409, f"Another request with the key '{key}' is in progress.", "idempotency_key_in_use")


def _clash(status: int, message: str, code: str | None = None) -> Fault:
    return Fault(status, {"type": "idempotency_error", "message": message, "code": code})
