"""Fills at an outside pharmacy are asked after, and an asked-for end keeps its name."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Say of each fill when its pharmacy was last asked about it, and which end of its order was asked for."""
    op.execute(
        """
        ALTER TABLE rx.dispense
            ADD COLUMN asked_at timestamptz,
            ADD COLUMN ending text CHECK (ending IN ('cancel', 'rescind'));
        UPDATE rx.dispense SET asked_at = created_at;
        ALTER TABLE rx.dispense ALTER COLUMN asked_at SET NOT NULL;
        CREATE INDEX dispense_followed_idx ON rx.dispense (asked_at, id)
            WHERE fill_id IS NOT NULL
              AND status IN ('sent', 'ready', 'released', 'dispensed', 'shipped', 'cancelling');

        INSERT INTO rx.timer (job, ref_id, queue, due_at)
        VALUES ('dispensing.reconcile', 'all', 'default', '2000-01-01T00:00:00Z');
        """
    )
