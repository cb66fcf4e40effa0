"""Photos that answer a question of an intake."""

from alembic import op

from rx_portal.kit.migration import protect

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Create the table."""
    op.execute(
        """
        CREATE TABLE rx.intake_photo (
            id uuid PRIMARY KEY,
            intake_id uuid NOT NULL REFERENCES rx.intake (id),
            patient_id uuid NOT NULL,
            link_id text NOT NULL,
            width integer NOT NULL CHECK (width > 0),
            height integer NOT NULL CHECK (height > 0),
            picture bytea,
            thumbnail bytea,
            taken_in_at timestamptz NOT NULL,
            removed_at timestamptz,
            CHECK ((picture IS NULL) = (removed_at IS NOT NULL)),
            CHECK ((thumbnail IS NULL) = (removed_at IS NOT NULL))
        );
        CREATE INDEX intake_photo_intake_id_idx ON rx.intake_photo (intake_id);
        ALTER TABLE rx.intake_photo ALTER COLUMN picture SET STORAGE EXTERNAL;
        """
    )
    protect(op, "intake_photo")


def downgrade() -> None:
    """Drop the table."""
    op.execute("DROP TABLE rx.intake_photo")
