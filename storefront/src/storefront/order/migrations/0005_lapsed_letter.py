"""Let a mail tell of an order that was not paid in time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Widen the list of mails."""

    dependencies = [("order", "0004_more_walls")]

    operations = [
        migrations.RemoveConstraint(model_name="orderletter", name="shop_order_letter_kind"),
        migrations.AddConstraint(
            model_name="orderletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["receipt", "shipped", "cancelled", "refunded", "link", "lapsed"])
                ),
                name="shop_order_letter_kind",
            ),
        ),
    ]
