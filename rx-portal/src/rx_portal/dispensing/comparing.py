"""Where an order and the signed prescription behind it do not say the same."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from rx_portal.order.schemas import Delivery
from rx_portal.prescription.schemas import Opened
from rx_portal.prescription.states import Status

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder


def differences(order: "RxOrder", delivery: Delivery, prescription: Opened, *, today: date) -> Iterator[str]:
    """Return every difference that forbids filling, in words for the pharmacist; `today` is the patient's."""
    drug = prescription.medication
    if not prescription.valid:
        yield "What is stored is not what the prescriber signed. Tell compliance."
    if prescription.status is not Status.ACTIVE:
        yield f"The prescription is {prescription.status.value}."
    if today > prescription.expires_on:
        yield "The prescription's last day is over."
    if order.product_slug != drug.product:
        yield f"The order is for {order.product_slug}, the prescription for {drug.product}."
    if order.fill > drug.refills + 1:
        yield f"This would be fill {order.fill}; the prescription allows {drug.refills + 1}."
    if delivery.name != prescription.patient.name:
        yield "The parcel is addressed to somebody else than the patient."
    signed = prescription.prescriber.licence_state
    if delivery.state != signed:
        yield f"It would go to {delivery.state}; the prescription was signed for {signed}."
