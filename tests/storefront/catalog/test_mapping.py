"""The unmanaged models say what the tables of the schema `shared` are."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

MODELS = list(apps.get_app_config("catalog").get_models())
TYPES = {
    "uuid": (models.UUIDField, models.ForeignKey, models.OneToOneField),
    "text": (models.TextField, models.ForeignKey),
    "integer": (models.IntegerField,),
    "bigint": (models.BigIntegerField,),
    "boolean": (models.BooleanField,),
    "date": (models.DateField,),
    "jsonb": (models.JSONField,),
    "ARRAY": (ArrayField,),
    "timestamp with time zone": (models.DateTimeField,),
}
GENERATED = {("product_text", "search")}


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_is_its_table(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, is_nullable = 'YES' FROM information_schema.columns"
            " WHERE table_schema = 'shared' AND table_name = %s",
            [model._meta.db_table],
        )
        table = {
            name: (kind, null)
            for name, kind, null in cursor.fetchall()
            if (model._meta.db_table, name) not in GENERATED
        }
    fields: dict[str, Any] = {
        field.column: field for field in model._meta.concrete_fields if field.column is not None
    }

    assert fields.keys() == table.keys()
    for name, (kind, null) in table.items():
        assert isinstance(fields[name], TYPES[kind]), name
        assert fields[name].null == null, name


def test_no_model_is_managed() -> None:
    assert not any(model._meta.managed for model in MODELS)
