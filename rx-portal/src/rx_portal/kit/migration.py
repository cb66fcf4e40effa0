"""What the migrations of every slice share: the schema's name, and the second wall around patients' rows."""

from typing import Protocol

SCHEMA = "rx"

_PROTECT = """
ALTER TABLE {schema}.{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {schema}.{table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_reach ON {schema}.{table}
    USING ({reached}) WITH CHECK ({reached});
"""

REACHED = """
CASE current_setting('app.reach', true)
    WHEN 'clinic' THEN true
    WHEN 'own' THEN {column} = nullif(current_setting('app.subject', true), '')::uuid
    ELSE false
END
"""
"""Who reaches a row. The planner takes a CASE for half of the rows, an equality of settings for one in two
hundred: it would then sort a whole table for the first page of a list."""

_INSERT_ONLY = """
CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {schema}.{table}
    FOR EACH ROW EXECUTE FUNCTION {schema}.refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {schema}.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change();
"""


class Operations(Protocol):
    """The part of Alembic's `op` that is needed here."""

    def execute(self, sqltext: str) -> None:
        """Run a statement."""


def protect(op: Operations, table: str, *, column: str = "patient_id") -> None:
    """Force row-level security on a patient-owned table, by its column with the patient's id."""
    op.execute(_PROTECT.format(schema=SCHEMA, table=table, reached=REACHED.format(column=column)))


def insert_only(op: Operations, table: str) -> None:
    """Refuse every change and removal of a history table's rows."""
    op.execute(_INSERT_ONLY.format(schema=SCHEMA, table=table))
