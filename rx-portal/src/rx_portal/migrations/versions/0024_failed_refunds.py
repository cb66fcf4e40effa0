"""A refund may fail, even after it succeeded: the clinic sees to it, and each try has a key of its own."""

from alembic import op

revision = "0024"
down_revision = "0023"

STATUSES = """
    'requested', 'open', 'authorized', 'capturing', 'captured', 'voiding', 'voided',
    'refunding', 'refunded', 'refund_failed', 'repaid', 'expired', 'lapsed'"""


def upgrade() -> None:
    """Add the states, the count of tries, and the kind of work."""
    op.execute(
        f"""
        ALTER TABLE rx.payment_attempt
            DROP CONSTRAINT payment_attempt_status_check,
            ADD CONSTRAINT payment_attempt_status_check CHECK (status IN ({STATUSES})),
            ADD COLUMN refunds integer NOT NULL DEFAULT 0 CHECK (refunds >= 0);
        DROP INDEX rx.payment_attempt_one_live;
        CREATE UNIQUE INDEX payment_attempt_one_live ON rx.payment_attempt (order_id)
            WHERE status NOT IN ('voided', 'refunded', 'refund_failed', 'repaid', 'expired', 'lapsed');
        ALTER TABLE rx.rx_order_work
            DROP CONSTRAINT rx_order_work_kind_check,
            ADD CONSTRAINT rx_order_work_kind_check CHECK (kind IN ('stock_short', 'refund_failed'));
        """
    )


def downgrade() -> None:
    """Take them away; there must be none of them left."""
    op.execute(
        """
        DROP INDEX rx.payment_attempt_one_live;
        ALTER TABLE rx.payment_attempt
            DROP COLUMN refunds,
            DROP CONSTRAINT payment_attempt_status_check,
            ADD CONSTRAINT payment_attempt_status_check CHECK (status IN (
                'requested', 'open', 'authorized', 'capturing', 'captured', 'voiding', 'voided',
                'refunding', 'refunded', 'expired', 'lapsed'));
        CREATE UNIQUE INDEX payment_attempt_one_live ON rx.payment_attempt (order_id)
            WHERE status NOT IN ('voided', 'refunded', 'expired', 'lapsed');
        ALTER TABLE rx.rx_order_work
            DROP CONSTRAINT rx_order_work_kind_check,
            ADD CONSTRAINT rx_order_work_kind_check CHECK (kind IN ('stock_short'));
        """
    )
