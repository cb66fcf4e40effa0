"""Why a stopped intake was opened again: a code, and words that are sealed."""

from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add the columns."""
    op.execute("ALTER TABLE rx.intake_step ADD COLUMN reason text, ADD COLUMN words bytea")
    op.execute("CREATE INDEX intake_stopped ON rx.intake (changed_at) WHERE status = 'stopped'")


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP INDEX rx.intake_stopped")
    op.execute("ALTER TABLE rx.intake_step DROP COLUMN words, DROP COLUMN reason")
