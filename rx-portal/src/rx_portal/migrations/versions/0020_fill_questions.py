"""A pharmacist's questions to the prescriber; parcels that came back, were lost, or were sent once more."""

from alembic import op

from rx_portal.kit.migration import protect

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Widen where a fill may stand, and say of a pharmacy what a label has to state."""
    op.execute(
        """
        ALTER TABLE rx.dispense DROP CONSTRAINT dispense_status_check;
        ALTER TABLE rx.dispense ADD CONSTRAINT dispense_status_check CHECK (status IN (
            'queued', 'queried', 'verified', 'sent', 'ready', 'released', 'dispensed', 'shipped',
            'delivered', 'cancelling', 'rejected', 'cancelled', 'returned', 'lost'));
        DROP INDEX rx.dispense_work_idx;
        CREATE INDEX dispense_work_idx ON rx.dispense (due_at, id)
            WHERE pharmacy = 'dispensary' AND status IN (
                'queued', 'queried', 'verified', 'ready', 'released', 'dispensed', 'returned', 'lost');
        CREATE INDEX dispense_handed_over_idx ON rx.dispense (handed_over_at DESC, id)
            WHERE handed_over_at IS NOT NULL;

        ALTER TABLE rx.rx_order ADD COLUMN parcels integer NOT NULL DEFAULT 1 CHECK (parcels > 0);

        CREATE TABLE rx.dispense_question (
            id uuid PRIMARY KEY,
            dispense_id uuid NOT NULL REFERENCES rx.dispense (id),
            patient_id uuid NOT NULL,
            about text NOT NULL,
            words bytea NOT NULL,
            asked_of uuid NOT NULL,
            asked_by uuid NOT NULL,
            asked_at timestamptz NOT NULL,
            answer bytea,
            answered_by uuid,
            answered_at timestamptz,
            CHECK ((answer IS NULL) = (answered_at IS NULL)),
            CHECK ((answered_by IS NULL) = (answered_at IS NULL))
        );
        CREATE UNIQUE INDEX dispense_question_one_open ON rx.dispense_question (dispense_id)
            WHERE answered_at IS NULL;
        CREATE INDEX dispense_question_open_idx ON rx.dispense_question (asked_at)
            WHERE answered_at IS NULL;

        ALTER TABLE rx.pharmacy
            ADD COLUMN address text NOT NULL DEFAULT '',
            ADD COLUMN phone text NOT NULL DEFAULT '';
        """
    )
    protect(op, "dispense_question")
