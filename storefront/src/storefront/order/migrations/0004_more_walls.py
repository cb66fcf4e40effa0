from django.db import migrations

HISTORY = """
CREATE TRIGGER shop_order_lot_return_stays BEFORE UPDATE OR DELETE ON storefront.shop_order_lot_return
    FOR EACH ROW EXECUTE FUNCTION storefront.refuse_change();
CREATE TRIGGER shop_order_refund_line_stays BEFORE UPDATE OR DELETE ON storefront.shop_order_refund_line
    FOR EACH ROW EXECUTE FUNCTION storefront.refuse_change();
CREATE TRIGGER shop_order_note_stays BEFORE UPDATE OR DELETE ON storefront.shop_order_note
    FOR EACH ROW EXECUTE FUNCTION storefront.refuse_change();
"""

KEYS = """
ALTER TABLE storefront.shipment_line ADD CONSTRAINT shipment_line_order_line
    FOREIGN KEY (line_id) REFERENCES storefront.shop_order_line (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE storefront.shop_order_refund_line ADD CONSTRAINT shop_order_refund_line_refund
    FOREIGN KEY (refund_id) REFERENCES storefront.payment_refund (id) DEFERRABLE INITIALLY DEFERRED;
"""

WHOLE = """
INSERT INTO storefront.shipment_line (id, shipment_id, line_id, quantity)
SELECT gen_random_uuid(), shipment.id, line.id, line.quantity
  FROM storefront.shipment JOIN storefront.shop_order_line AS line ON line.order_id = shipment.order_id
ON CONFLICT DO NOTHING;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("order", "0003_parts"), ("payment", "0002_submission"), ("shipment", "0002_lines")]
    operations = [
        migrations.RunSQL(
            HISTORY,
            "DROP TRIGGER shop_order_lot_return_stays ON storefront.shop_order_lot_return;"
            "DROP TRIGGER shop_order_refund_line_stays ON storefront.shop_order_refund_line;"
            "DROP TRIGGER shop_order_note_stays ON storefront.shop_order_note",
        ),
        migrations.RunSQL(WHOLE, "DELETE FROM storefront.shipment_line"),
        migrations.RunSQL(
            KEYS,
            "ALTER TABLE storefront.shipment_line DROP CONSTRAINT shipment_line_order_line;"
            "ALTER TABLE storefront.shop_order_refund_line DROP CONSTRAINT shop_order_refund_line_refund",
        ),
    ]
