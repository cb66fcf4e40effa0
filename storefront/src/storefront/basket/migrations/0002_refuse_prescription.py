from django.db import migrations

FUNCTION = """
CREATE FUNCTION storefront.refuse_prescription() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM shared.sku JOIN shared.product ON product.id = sku.product_id
         WHERE sku.id = NEW.sku_id AND NOT product.needs_prescription
    ) THEN
        RAISE EXCEPTION 'What needs a prescription is never sold by the shop.' USING ERRCODE = 'CS040';
    END IF;
    RETURN NEW;
END $$;
"""

TRIGGER = """
CREATE TRIGGER basket_line_refuses_prescription BEFORE INSERT OR UPDATE ON storefront.basket_line
    FOR EACH ROW EXECUTE FUNCTION storefront.refuse_prescription();
"""


class Migration(migrations.Migration):
    dependencies = [("basket", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION storefront.refuse_prescription()"),
        migrations.RunSQL(
            TRIGGER, "DROP TRIGGER basket_line_refuses_prescription ON storefront.basket_line"
        ),
    ]
