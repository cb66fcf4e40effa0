"""Customers: an id to hang saved payment methods on."""

from stripe.params import (
    CustomerCreateParams,
    CustomerDeleteParams,
    CustomerListParams,
    CustomerListPaymentMethodsParams,
    CustomerRetrieveParams,
    CustomerUpdateParams,
)

from integrations.stripe.double import lists
from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object, missing, public
from integrations.stripe.double.metadata import merged
from integrations.stripe.double.routes import Params, Routes

routes = Routes()

FIELDS = ("address", "description", "email", "name", "phone", "shipping")


@routes.post("/v1/customers", CustomerCreateParams)
def create(account: Account, params: Params) -> Object:
    """Make a customer."""
    return public(
        account.new(
            "cus",
            "customer",
            **{field: params.get(field) for field in FIELDS},
            balance=0,
            currency=None,
            default_source=None,
            delinquent=False,
            discount=None,
            invoice_prefix="DOUBLE",
            invoice_settings={
                "custom_fields": None,
                "default_payment_method": None,
                "footer": None,
                "rendering_options": None,
            },
            metadata=merged({}, params.get("metadata")),
            next_invoice_sequence=1,
            preferred_locales=[],
            tax_exempt="none",
            test_clock=None,
        )
    )


@routes.get("/v1/customers/{customer}", CustomerRetrieveParams)
def retrieve(account: Account, _: Params, customer: str) -> Object:
    """Return a customer; of a deleted one, only that it is."""
    found = account.get("customer", customer)
    if found.get("deleted"):
        return {"id": customer, "object": "customer", "deleted": True}
    return public(found)


@routes.get("/v1/customers", CustomerListParams)
def index(account: Account, params: Params) -> Object:
    """Return customers, newest first."""
    kept = [found for found in account.all("customer") if not found.get("deleted")]
    wanted = params.get("email")
    return lists.page([c for c in kept if wanted in (None, c["email"])], params, "/v1/customers")


@routes.post("/v1/customers/{customer}", CustomerUpdateParams)
def update(account: Account, params: Params, customer: str) -> Object:
    """Change a customer."""
    found = live(account, customer)
    found |= {field: params.get(field) for field in FIELDS if field in params}
    found["metadata"] = merged(found["metadata"], params.get("metadata"))
    account.save(found)
    return public(found)


@routes.delete("/v1/customers/{customer}", CustomerDeleteParams)
def delete(account: Account, _: Params, customer: str) -> Object:
    """Delete a customer; its methods can no longer be charged."""
    account.save(live(account, customer) | {"deleted": True})
    for method in account.all("payment_method", customer=customer):
        account.save(method | {"customer": None, "_used": True})
    return {"id": customer, "object": "customer", "deleted": True}


@routes.get("/v1/customers/{customer}/payment_methods", CustomerListPaymentMethodsParams)
def methods(account: Account, params: Params, customer: str) -> Object:
    """Return what a customer has saved."""
    live(account, customer)
    kinds = (None, params.get("type"))
    saved = account.all("payment_method", customer=customer)
    shown = [method for method in saved if params.get("type") is None or method["type"] in kinds]
    return lists.page(shown, params, f"/v1/customers/{customer}/payment_methods")


def live(account: Account, customer: str) -> Object:
    """Return a customer that has not been deleted.

    :raises Fault: 404, there is none.
    """
    found = account.get("customer", customer, "customer")
    if found.get("deleted"):
        raise missing("customer", customer, "customer")
    return found
