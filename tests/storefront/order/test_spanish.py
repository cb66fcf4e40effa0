"""Whoever orders in Spanish is answered in Spanish, on the screen and by mail."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

import storefront
from integrations.notify.port import Mail
from storefront.order.models import Order
from tests.integrations.stripe.running import Double
from tests.storefront.order.ordering import a_paid_order
from tests.storefront.shopping import deliver_all, failures, put_in_basket

HOME = Path(storefront.__file__).parent
SAID = re.compile(r'\b_\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)')
SAME_IN_BOTH = {"Total"}


def said() -> Iterator[str]:
    """Every sentence that the pages and mails of a purchase have."""
    for part in ("basket", "checkout", "order"):
        for file in (HOME / part).rglob("*"):
            if file.suffix in {".py", ".html", ".txt"} and "migrations" not in file.parts:
                for found in SAID.findall(file.read_text()):
                    yield "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', found))


def test_every_sentence_of_a_purchase_has_a_translation() -> None:
    with translation.override("es"):
        missing = {text for text in said() if gettext(text) == text} - SAME_IN_BOTH

    assert missing == set()


@pytest.mark.django_db
@pytest.mark.usefixtures("shop")
def test_mails_come_in_the_language_of_the_order(
    client: Client, double: Double, letters: list[tuple[Mail, str]]
) -> None:
    order = a_paid_order(client, double, {"RNG-008": 1})
    Order.objects.filter(id=order.id).update(locale="es")

    deliver_all()

    receipt = letters[0][0]
    assert failures() == []
    assert receipt.subject == f"Tu pedido {order.reference}: recibo"
    assert "Gracias por tu pedido" in receipt.text
    assert "Ver tu pedido" in receipt.html


@pytest.mark.django_db
@pytest.mark.usefixtures("shop")
def test_the_words_of_fields_and_steps_are_spanish_too(client: Client) -> None:
    put_in_basket(client, "CRE-300")

    basket = client.get("/es/basket/").content.decode()
    checkout = client.get("/es/checkout/").content.decode()

    assert "Uno más: " in basket
    assert "(opcional)" in checkout
    assert "optional)" not in checkout
    assert ", hecho</span>" in checkout
