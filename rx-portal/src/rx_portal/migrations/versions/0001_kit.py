"""The kit: outbox, inbox, timers, data keys, and the function behind insert-only histories."""

from alembic import op

from rx_portal.kit.migration import protect
from shared_lib.events import ddl

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create what every slice stands on."""
    op.execute(ddl("rx"))
    op.execute(
        """
        CREATE FUNCTION rx.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END $$;

        CREATE TABLE rx.data_key (
            patient_id uuid NOT NULL,
            record_class text NOT NULL
                CHECK (record_class IN ('clinical', 'dispensing', 'contact', 'marketing')),
            version integer NOT NULL CHECK (version > 0),
            kek_id text NOT NULL,
            blob bytea,
            retain_until timestamptz,
            legal_hold boolean NOT NULL,
            destroyed_at timestamptz,
            PRIMARY KEY (patient_id, record_class, version),
            CONSTRAINT data_key_destroyed_check CHECK ((blob IS NULL) = (destroyed_at IS NOT NULL))
        );
        """
    )
    protect(op, "data_key")
