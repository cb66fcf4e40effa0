"""Payment methods: a test card or bank account, loose or saved with a customer."""

from stripe.params import (
    PaymentMethodAttachParams,
    PaymentMethodCreateParams,
    PaymentMethodDetachParams,
    PaymentMethodListParams,
    PaymentMethodRetrieveParams,
)

from integrations.stripe.double import customers, instruments, lists
from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object, invalid, public
from integrations.stripe.double.metadata import merged
from integrations.stripe.double.routes import Params, Routes

routes = Routes()


@routes.post("/v1/payment_methods", PaymentMethodCreateParams)
def create(account: Account, params: Params) -> Object:
    """Make a loose payment method of a card or bank account."""
    kind = params.get("type")
    pairs = merged({}, params.get("metadata"))
    if kind == "us_bank_account":
        made = instruments.of_account(account, params["us_bank_account"].get("account_number", ""))
    elif kind == "card":
        given = params["card"]
        made = instruments.of_card(
            account, str(given.get("number", "")), given["exp_month"], given["exp_year"]
        )
    else:
        raise invalid(f"The double models cards and US bank accounts, not {kind}.", param="type")
    account.save(made | {"metadata": pairs})
    return public(made | {"metadata": pairs})


@routes.get("/v1/payment_methods/{method}", PaymentMethodRetrieveParams)
def retrieve(account: Account, _: Params, method: str) -> Object:
    """Return a payment method."""
    return public(account.get("payment_method", method, "payment_method"))


@routes.get("/v1/payment_methods", PaymentMethodListParams)
def index(account: Account, params: Params) -> Object:
    """Return a customer's payment methods."""
    saved = account.all("payment_method", customer=params.get("customer"))
    wanted = params.get("type")
    shown = [method for method in saved if wanted in (None, method["type"])]
    return lists.page(shown, params, "/v1/payment_methods")


@routes.post("/v1/payment_methods/{method}/attach", PaymentMethodAttachParams)
def attach(account: Account, params: Params, method: str) -> Object:
    """Save a payment method with a customer."""
    found = instruments.resolve(account, method)
    instruments.save_with(account, found, customers.live(account, params.get("customer", ""))["id"])
    return public(found)


@routes.post("/v1/payment_methods/{method}/detach", PaymentMethodDetachParams)
def detach(account: Account, _: Params, method: str) -> Object:
    """Forget a saved payment method for good."""
    found = account.get("payment_method", method, "payment_method")
    if found["customer"] is None:
        raise invalid("The payment method you provided is not attached to a customer.")
    found |= {"customer": None, "_used": True}
    account.save(found)
    account.emit("payment_method.detached", found)
    return public(found)
