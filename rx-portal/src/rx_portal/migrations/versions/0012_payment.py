"""Payment: attempts, their insert-only history, and the inbox of the processor's deliveries."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Create the tables of the slice."""
    op.execute(
        """
        CREATE TABLE rx.payment_attempt (
            id uuid PRIMARY KEY,
            order_id uuid NOT NULL REFERENCES rx.rx_order (id),
            patient_id uuid NOT NULL,
            number integer NOT NULL CHECK (number > 0),
            reference text NOT NULL,
            amount integer NOT NULL CHECK (amount > 0),
            currency text NOT NULL,
            status text NOT NULL CHECK (status IN (
                'requested', 'open', 'authorized', 'capturing', 'captured', 'voiding', 'voided',
                'refunding', 'refunded', 'expired', 'lapsed')),
            page_expires_at timestamptz NOT NULL,
            checkout_id text UNIQUE,
            page_url text,
            intent_id text UNIQUE,
            capture_before timestamptz,
            created_at timestamptz NOT NULL,
            UNIQUE (order_id, number)
        );
        CREATE UNIQUE INDEX payment_attempt_one_live ON rx.payment_attempt (order_id)
            WHERE status NOT IN ('voided', 'refunded', 'expired', 'lapsed');
        CREATE INDEX payment_attempt_unsettled_idx ON rx.payment_attempt (created_at)
            WHERE status NOT IN ('captured', 'voided', 'refunded', 'expired', 'lapsed');

        CREATE TABLE rx.payment_step (
            id uuid PRIMARY KEY,
            attempt_id uuid NOT NULL REFERENCES rx.payment_attempt (id),
            patient_id uuid NOT NULL,
            move text NOT NULL,
            from_status text NOT NULL,
            to_status text NOT NULL,
            actor_id text NOT NULL,
            actor_role text NOT NULL,
            at timestamptz NOT NULL
        );
        CREATE INDEX payment_step_attempt_id_idx ON rx.payment_step (attempt_id, at);

        CREATE TABLE rx.processor_delivery (
            id uuid PRIMARY KEY,
            event_id text NOT NULL UNIQUE,
            type text NOT NULL,
            object_id text NOT NULL,
            received_at timestamptz NOT NULL
        );

        INSERT INTO rx.timer (job, ref_id, queue, due_at)
        VALUES ('payment.reconcile', 'all', 'money', '2000-01-01T00:00:00Z');
        """
    )
    for table in ("payment_attempt", "payment_step"):
        protect(op, table)
    insert_only(op, "payment_step")
    insert_only(op, "processor_delivery")
