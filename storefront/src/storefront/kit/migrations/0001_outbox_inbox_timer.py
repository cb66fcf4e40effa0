from django.db import migrations

from shared_lib import events


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            events.ddl("storefront"),
            "DROP TABLE storefront.timer, storefront.inbox, storefront.outbox",
        )
    ]
