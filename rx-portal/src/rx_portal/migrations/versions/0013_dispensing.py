"""Dispensing: fills at pharmacies, their insert-only history, and the inbox of the pharmacies' deliveries."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Create the tables of the slice."""
    op.execute(
        """
        CREATE TABLE rx.dispense (
            id uuid PRIMARY KEY,
            order_id uuid NOT NULL UNIQUE REFERENCES rx.rx_order (id),
            patient_id uuid NOT NULL REFERENCES rx.patient (id),
            prescription_id uuid NOT NULL,
            pharmacy text NOT NULL CHECK (pharmacy IN ('dispensary', 'outside')),
            status text NOT NULL CHECK (status IN (
                'queued', 'verified', 'sent', 'ready', 'released', 'dispensed', 'shipped', 'delivered',
                'cancelling', 'rejected', 'cancelled')),
            due_at timestamptz NOT NULL,
            fill_id text UNIQUE,
            lot_id uuid,
            lot_code text,
            lot_expires_on date,
            lot_reason text,
            record bytea,
            verified_by uuid REFERENCES rx.staff (id),
            handed_over_by uuid REFERENCES rx.staff (id),
            handed_over_at timestamptz,
            created_at timestamptz NOT NULL,
            CHECK ((handed_over_by IS NULL) = (handed_over_at IS NULL))
        );
        CREATE INDEX dispense_work_idx ON rx.dispense (due_at, id)
            WHERE pharmacy = 'dispensary' AND status IN ('queued', 'verified', 'ready', 'released', 'dispensed');
        CREATE INDEX dispense_lot_id_idx ON rx.dispense (lot_id);

        CREATE TABLE rx.dispense_step (
            id uuid PRIMARY KEY,
            dispense_id uuid NOT NULL REFERENCES rx.dispense (id),
            patient_id uuid NOT NULL,
            move text NOT NULL,
            from_status text NOT NULL,
            to_status text NOT NULL,
            reason text,
            actor_id text NOT NULL,
            actor_role text NOT NULL,
            at timestamptz NOT NULL
        );
        CREATE INDEX dispense_step_dispense_id_idx ON rx.dispense_step (dispense_id, at);

        CREATE TABLE rx.pharmacy_delivery (
            id uuid PRIMARY KEY,
            event_id text NOT NULL UNIQUE,
            fill_id text NOT NULL,
            received_at timestamptz NOT NULL
        );
        """
    )
    for table in ("dispense", "dispense_step"):
        protect(op, table)
    insert_only(op, "dispense_step")
    insert_only(op, "pharmacy_delivery")
