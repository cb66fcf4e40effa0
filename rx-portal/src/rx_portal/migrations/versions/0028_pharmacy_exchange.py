"""What is said to outside pharmacies, and what they tell: a row each, with the words sealed."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Create the table."""
    op.execute(
        """
        CREATE TABLE rx.pharmacy_exchange (
            id uuid PRIMARY KEY,
            dispense_id uuid NOT NULL REFERENCES rx.dispense (id),
            patient_id uuid NOT NULL,
            direction text NOT NULL CHECK (direction IN ('out', 'in')),
            verb text NOT NULL CHECK (verb IN ('submit', 'read', 'release', 'cancel', 'tell')),
            at timestamptz NOT NULL,
            outcome text NOT NULL CHECK (outcome IN ('answered', 'refused', 'unavailable')),
            fill_status text,
            code text,
            duration_ms integer,
            vendor_id text,
            body bytea
        );
        CREATE INDEX pharmacy_exchange_at_idx ON rx.pharmacy_exchange (at DESC, id DESC);
        CREATE INDEX pharmacy_exchange_last_idx
            ON rx.pharmacy_exchange (dispense_id, verb, at DESC, id DESC);
        """
    )
    protect(op, "pharmacy_exchange")
    insert_only(op, "pharmacy_exchange")


def downgrade() -> None:
    """Drop the table."""
    op.execute("DROP TABLE rx.pharmacy_exchange")
