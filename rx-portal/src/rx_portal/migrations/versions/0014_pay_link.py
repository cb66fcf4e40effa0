"""Pay links: time-limited, single-use ways to one order's payment for a person without a session."""

from alembic import op

from rx_portal.kit.migration import protect

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Create the table."""
    op.execute(
        """
        CREATE TABLE rx.pay_link (
            id uuid PRIMARY KEY,
            order_id uuid NOT NULL REFERENCES rx.rx_order (id),
            patient_id uuid NOT NULL,
            token_hash bytea NOT NULL UNIQUE,
            made_by text NOT NULL,
            made_at timestamptz NOT NULL,
            expires_at timestamptz NOT NULL,
            redeemed_at timestamptz,
            revoked_at timestamptz,
            session_hash bytea UNIQUE,
            session_until timestamptz,
            CHECK ((redeemed_at IS NULL) = (session_hash IS NULL)),
            CHECK ((redeemed_at IS NULL) = (session_until IS NULL))
        );
        CREATE INDEX pay_link_order_id_idx ON rx.pay_link (order_id, made_at);
        """
    )
    protect(op, "pay_link")
