from django.db import migrations

LINES = """
CREATE TRIGGER shop_order_line_refuses_prescription BEFORE INSERT OR UPDATE ON storefront.shop_order_line
    FOR EACH ROW EXECUTE FUNCTION storefront.refuse_prescription();
"""

HISTORY = """
CREATE FUNCTION storefront.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'History is only ever added to.' USING ERRCODE = 'CS020';
END $$;
CREATE TRIGGER shop_order_step_stays BEFORE UPDATE OR DELETE ON storefront.shop_order_step
    FOR EACH ROW EXECUTE FUNCTION storefront.refuse_change();
CREATE TRIGGER shop_order_lot_stays BEFORE UPDATE OR DELETE ON storefront.shop_order_lot
    FOR EACH ROW EXECUTE FUNCTION storefront.refuse_change();
CREATE TRIGGER payment_step_stays BEFORE UPDATE OR DELETE ON storefront.payment_step
    FOR EACH ROW EXECUTE FUNCTION storefront.refuse_change();
"""

KEYS = """
ALTER TABLE storefront.payment_attempt ADD CONSTRAINT payment_attempt_order
    FOREIGN KEY (order_id) REFERENCES storefront.shop_order (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE storefront.payment_refund ADD CONSTRAINT payment_refund_order
    FOREIGN KEY (order_id) REFERENCES storefront.shop_order (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE storefront.shipment ADD CONSTRAINT shipment_order
    FOREIGN KEY (order_id) REFERENCES storefront.shop_order (id) DEFERRABLE INITIALLY DEFERRED;
"""

ROUNDS = """
INSERT INTO storefront.timer (job, ref_id, queue, due_at) VALUES
    ('order.reconcile', 'all', 'default', 'epoch'), ('stock.sweep', 'all', 'default', 'epoch')
ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0001_initial"),
        ("basket", "0002_refuse_prescription"),
        ("payment", "0001_initial"),
        ("shipment", "0001_initial"),
        ("kit", "0001_outbox_inbox_timer"),
    ]
    operations = [
        migrations.RunSQL(LINES, "DROP TRIGGER shop_order_line_refuses_prescription ON storefront.shop_order_line"),
        migrations.RunSQL(HISTORY, "DROP FUNCTION storefront.refuse_change() CASCADE"),
        migrations.RunSQL(
            KEYS,
            "ALTER TABLE storefront.payment_attempt DROP CONSTRAINT payment_attempt_order;"
            "ALTER TABLE storefront.payment_refund DROP CONSTRAINT payment_refund_order;"
            "ALTER TABLE storefront.shipment DROP CONSTRAINT shipment_order",
        ),
        migrations.RunSQL(
            ROUNDS, "DELETE FROM storefront.timer WHERE job IN ('order.reconcile', 'stock.sweep')"
        ),
    ]
