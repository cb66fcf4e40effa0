"""Orders: one fill each, with the insert-only history of their moves."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create the tables of the slice."""
    op.execute(
        """
        CREATE TABLE rx.rx_order (
            id uuid PRIMARY KEY,
            patient_id uuid NOT NULL REFERENCES rx.patient (id),
            enrollment_id uuid NOT NULL,
            prescription_id uuid NOT NULL,
            fill integer NOT NULL CHECK (fill > 0),
            reference text NOT NULL UNIQUE,
            product_slug text NOT NULL,
            sku_id uuid NOT NULL,
            quantity integer NOT NULL CHECK (quantity > 0),
            pharmacy text NOT NULL CHECK (pharmacy IN ('dispensary', 'outside')),
            amount integer NOT NULL CHECK (amount > 0),
            currency text NOT NULL,
            status text NOT NULL CHECK (status IN (
                'offered', 'authorized', 'sent', 'ready', 'captured', 'dispensed', 'shipped', 'delivered',
                'rejected', 'rescinded', 'cancelled', 'expired', 'returned', 'lost')),
            offer_expires_at timestamptz NOT NULL,
            approval_valid_until timestamptz NOT NULL,
            reoffers integer NOT NULL CHECK (reoffers >= 0),
            delivery bytea,
            carrier text,
            tracking text,
            created_at timestamptz NOT NULL,
            CHECK (offer_expires_at <= approval_valid_until)
        );
        CREATE UNIQUE INDEX rx_order_one_live ON rx.rx_order (prescription_id, fill)
            WHERE status NOT IN ('rejected', 'rescinded', 'cancelled', 'expired');
        CREATE INDEX rx_order_patient_id_idx ON rx.rx_order (patient_id, created_at);
        CREATE INDEX rx_order_created_at_idx ON rx.rx_order (created_at);

        CREATE TABLE rx.rx_order_step (
            id uuid PRIMARY KEY,
            order_id uuid NOT NULL REFERENCES rx.rx_order (id),
            patient_id uuid NOT NULL,
            move text NOT NULL,
            from_status text NOT NULL,
            to_status text NOT NULL,
            reason text,
            actor_id text NOT NULL,
            actor_role text NOT NULL,
            at timestamptz NOT NULL
        );
        CREATE INDEX rx_order_step_order_id_idx ON rx.rx_order_step (order_id, at);
        """
    )
    protect(op, "rx_order")
    protect(op, "rx_order_step")
    insert_only(op, "rx_order_step")
