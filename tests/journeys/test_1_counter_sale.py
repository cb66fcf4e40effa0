"""Line 1: a guest buys two products over the counter with a promo code."""

import pytest

from clinic.story import scene_1
from clinic.story.scene_1 import GOODS, Sale
from clinic.story.shelf import lots_of
from clinic.story.story import Story
from tests.journeys.facts import one, rows


@pytest.fixture(scope="module")
def sale(story: Story) -> Sale:
    return scene_1.play(story)


class TestTheSale:
    def test_is_paid_once_and_to_the_cent(self, story: Story, sale: Sale) -> None:
        order = rows(
            story.town,
            "shop",
            "SELECT status, goods_amount, discount_amount, shipping_amount, tax_amount, total_amount"
            " FROM storefront.shop_order"
            " WHERE reference = %s",
            sale.order,
        )

        assert len(order) == 1
        status, goods, discount, shipping, tax, total = order[0]
        assert status == "fulfilled"
        assert discount == goods // 10
        assert total == goods - discount + shipping + tax == sale.amount

    def test_takes_from_the_lot_that_expires_first(self, story: Story, sale: Sale) -> None:
        moved = rows(
            story.town,
            "shop",
            "SELECT lot.code, movement.quantity FROM shared.movement JOIN shared.lot ON lot.id = lot_id"
            " WHERE movement.kind = 'consumed' ORDER BY movement.id DESC LIMIT 2",
        )

        first = {lots_of(story.town, slug)[0].code for slug in GOODS}
        assert {code for code, _ in moved} == first
        assert {abs(quantity) for _, quantity in moved} == {1}

    def test_leaves_a_receipt_with_a_secret_link(self, story: Story, sale: Sale) -> None:
        mail = story.town.mail(sale.email, sale.order)

        assert "/o/" in mail.link("/o/")
        kept = one(
            story.town,
            "shop",
            "SELECT count(*) FROM storefront.shop_order_link WHERE shop_order_link::text LIKE %s",
            f"%{mail.link('/o/').rstrip('/').rpartition('/')[2]}%",
        )
        assert kept == 0

    def test_is_in_the_audit_record(self, story: Story, sale: Sale) -> None:
        said = rows(
            story.town,
            "shop",
            "SELECT action FROM audit.event WHERE subject LIKE %s OR convert_from(payload, 'UTF8') LIKE %s",
            f"%{sale.order}%",
            f"%{sale.order}%",
        )

        assert {"order.place", "order.pay", "stock.consume"} <= {action for (action,) in said}
