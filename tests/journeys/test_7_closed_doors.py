"""Line 7: a prescription product cannot be bought by any door of the shop."""

import psycopg
import pytest

from clinic.story import scene_7
from clinic.story.people import Person
from clinic.story.story import Story
from tests.journeys.facts import rows

IN_BASKETS = """
SELECT line.id FROM storefront.basket_line line JOIN shared.sku ON sku.id = line.sku_id
JOIN shared.product ON product.id = sku.product_id WHERE product.needs_prescription
"""
IN_ORDERS = IN_BASKETS.replace("basket_line", "shop_order_line")
SMUGGLE = b"UPDATE storefront.basket_line SET sku_id = %s"


def test_every_door_refuses(story: Story) -> None:
    tried = scene_7.play(story)

    assert tried > 15
    assert rows(story.town, "shop", IN_BASKETS) == []
    assert rows(story.town, "shop", IN_ORDERS) == []


def test_the_database_refuses_the_shop_itself(story: Story) -> None:
    shopper = Person(story.town, "shopper@example.com")
    shopper.visit("storefront", "/p/fiber-blend/")
    shopper.browser.send("/basket/add/", {})
    sku = scene_7.skus_of(story.town)[0]

    with (
        psycopg.connect(story.town.told.logins["storefront"]) as connection,
        pytest.raises(psycopg.Error, match="never sold by the shop"),
    ):
        connection.execute(SMUGGLE, [sku])

    assert rows(story.town, "shop", IN_BASKETS) == []
