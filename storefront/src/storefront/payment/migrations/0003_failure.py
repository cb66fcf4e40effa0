"""Keep why a refund failed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the column."""

    dependencies = [("payment", "0002_submission")]

    operations = [
        migrations.AddField(
            model_name="refund", name="failure", field=models.TextField(blank=True, default="")
        )
    ]
