"""The shelf as an operator changes it while a pharmacist works: goods that arrive, a lot that is recalled."""

from datetime import date

from clinic.story.people import Member


def receive(operator: Member, sku: str, code: str, last_day: date) -> str:
    """Put three pieces of a new lot on the shelf, and return its address."""
    operator.visit("storefront", f"/cms/shop/stock/{sku}/")
    goods = {"code": code, "quantity": "3", "expires_on": last_day.isoformat()}
    return operator.browser.send("/receive/", goods).link(code)


def recall(operator: Member, lot: str) -> None:
    """Withhold a lot for good."""
    operator.browser.open(lot)
    operator.browser.send(
        "/lots/", {"status": "recalled", "reason": "A seal is broken"}, button="Set the state"
    )
    operator.browser.send("/lots/", {}, button="Make lot").expect("recalled")
