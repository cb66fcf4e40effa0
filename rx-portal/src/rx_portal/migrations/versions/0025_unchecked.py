"""Why a prescriber went on although something could not be checked; the words are sealed."""

from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the columns."""
    op.execute(
        """
        ALTER TABLE rx.prescription_check
            ADD COLUMN unchecked_code text,
            ADD COLUMN unchecked_note bytea,
            ADD CONSTRAINT prescription_check_unchecked
                CHECK ((unchecked_code IS NULL) = (unchecked_note IS NULL));
        """
    )


def downgrade() -> None:
    """Take them away."""
    op.execute(
        """
        ALTER TABLE rx.prescription_check
            DROP CONSTRAINT prescription_check_unchecked,
            DROP COLUMN unchecked_code,
            DROP COLUMN unchecked_note;
        """
    )
