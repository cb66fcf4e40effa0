"""What the clinic has to put right for an order, and since when an offer waits for stock."""

from alembic import op

from rx_portal.kit.migration import protect

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the column and create the table."""
    op.execute(
        """
        ALTER TABLE rx.rx_order ADD COLUMN short_since timestamptz;
        CREATE TABLE rx.rx_order_work (
            id uuid PRIMARY KEY,
            order_id uuid NOT NULL REFERENCES rx.rx_order (id),
            patient_id uuid NOT NULL,
            kind text NOT NULL CHECK (kind IN ('stock_short')),
            raised_at timestamptz NOT NULL,
            done_at timestamptz,
            done_by text,
            CHECK ((done_at IS NULL) = (done_by IS NULL))
        );
        CREATE UNIQUE INDEX rx_order_work_open ON rx.rx_order_work (order_id, kind) WHERE done_at IS NULL;
        """
    )
    protect(op, "rx_order_work")


def downgrade() -> None:
    """Drop the table and the column."""
    op.execute("DROP TABLE rx.rx_order_work; ALTER TABLE rx.rx_order DROP COLUMN short_since")
