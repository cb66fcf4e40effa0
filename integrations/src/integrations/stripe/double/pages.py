"""What a customer sees: the hosted payment page, and the bank's question."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from litestar import Controller, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from integrations.stripe.double import hosted
from integrations.stripe.double.account import Account
from integrations.stripe.double.cards import ACCOUNTS, CARDS
from integrations.stripe.double.errors import Object
from integrations.stripe.double.render import Asked, Page, money_of, name_of, render, server_of
from integrations.stripe.double.typed import mistakes

DONE = 200
DECLINED = 402


class Pages(Controller):
    """Plain forms, so that a test may post them as a browser would."""

    @get("/c/pay/{session_id:str}")
    async def show(self, request: Asked, session_id: str) -> Page:
        """Show what is to be paid."""
        account, session = _find(request, session_id)
        return _form(account, session, {}, {})

    @post("/c/pay/{session_id:str}", status_code=200)
    async def pay(self, request: Asked, session_id: str) -> Page:
        """Try to pay, then go on to the bank's question, to the merchant, or back to the form."""
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        account, session = _find(request, session_id)
        wrong = mistakes(form, account.now) if session["status"] == "open" else {}
        if wrong:
            return _form(account, session, form, wrong, status=422)

        def work() -> Object:
            return hosted.pay(account, session, hosted.method_of(account, form))

        status, done = server_of(request).act(work)
        account, session = _find(request, session_id)
        if status == DECLINED:
            where = "account" if form.get("method") == "us_bank_account" else "number"
            return _form(account, session, form, {where: done["error"]["message"]}, status=DECLINED)
        if status == DONE and done["status"] == "requires_action":
            return Redirect(f"/c/authenticate/{done['id']}", status_code=303)
        return _form(account, session, form, {}) if status != DONE else _leave(session)

    @get("/c/authenticate/{intent_id:str}")
    async def ask(self, request: Asked, intent_id: str) -> Page:
        """Ask, as a bank would, whether it is really the cardholder."""
        account, intent = _find(request, intent_id)
        return render("authenticate", intent=intent, merchant=name_of(account), money=money_of(intent))

    @post("/c/authenticate/{intent_id:str}", status_code=200)
    async def authenticate(self, request: Asked, intent_id: str) -> Page:
        """Take the answer, and go back where the customer came from."""
        form = dict(parse_qsl((await request.body()).decode()))
        account, intent = _find(request, intent_id)
        yes = form.get("outcome") == "complete"

        def work() -> Object:
            hosted.authenticate(account, intent, succeeded=yes)
            return intent

        status, _ = server_of(request).act(work)
        account, intent = _find(request, intent_id)
        session = hosted.page_of(account, intent)
        if session is not None:
            over = session["status"] == "complete"
            return _leave(session) if over else Redirect(f"/c/pay/{session['id']}", status_code=303)
        if intent["_return_url"] is None:
            return render("authenticate", intent=intent, merchant=name_of(account), money=money_of(intent))
        outcome = "succeeded" if status == DONE else "failed"
        query = urlencode({intent["object"]: intent["id"], "redirect_status": outcome})
        return Redirect(f"{intent['_return_url']}?{query}", status_code=303)


def _form(
    account: Account, session: Object, form: Mapping[str, str], wrong: Mapping[str, str], status: int = 200
) -> Page:
    intent = account.find(session["payment_intent"] or session["setup_intent"] or "")
    failure = (intent.get("last_payment_error") or intent.get("last_setup_error")) if intent else None
    return render(
        *("pay", status),
        session=session,
        merchant=name_of(account),
        money=money_of({"amount": session["amount_total"] or 0, "currency": session["currency"] or "usd"}),
        items=session["_line_items"]["data"],
        form=form,
        wrong=wrong,
        declined=status == DECLINED,
        failure=failure["message"] if failure and not wrong and session["status"] == "open" else None,
        held=session["_intent"].get("capture_method") == "manual",
        done=_success(session),
        cards=CARDS.values(),
        accounts=ACCOUNTS.values(),
    )


def _leave(session: Object) -> Redirect:
    return Redirect(_success(session), status_code=303)


def _success(session: Object) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


def _find(request: Asked, object_id: str) -> tuple[Account, Object]:
    server = server_of(request)
    for merchant in server.settings.merchants:
        account = server.account(merchant, str(request.base_url))
        found = account.find(object_id)
        if found and found["object"] in ("checkout.session", "payment_intent", "setup_intent"):
            return account, found
    raise NotFoundException("There is no such page.")
