"""Licences that end soon: the work of renewing them, and the timers of those recorded before."""

from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Create the table, and have every licence looked at sixty days before it ends."""
    op.execute(
        """
        CREATE TABLE rx.licence_work (
            id uuid PRIMARY KEY,
            licence_id uuid NOT NULL REFERENCES rx.clinician_licence (id),
            clinician_id uuid NOT NULL,
            state text NOT NULL,
            expires_on date NOT NULL,
            raised_at timestamptz NOT NULL,
            done_at timestamptz,
            done_by text,
            CHECK ((done_at IS NULL) = (done_by IS NULL))
        );
        CREATE UNIQUE INDEX licence_work_key ON rx.licence_work (licence_id, expires_on);
        INSERT INTO rx.timer (job, ref_id, queue, due_at)
        SELECT 'visit.watch_licence', id::text, 'default', (expires_on - 60)::timestamp AT TIME ZONE 'UTC'
          FROM rx.clinician_licence;
        """
    )


def downgrade() -> None:
    """Drop them."""
    op.execute("DELETE FROM rx.timer WHERE job = 'visit.watch_licence'")
    op.execute("DROP TABLE rx.licence_work")
