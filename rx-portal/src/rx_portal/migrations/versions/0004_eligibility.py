"""Eligibility tickets that have been used."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE rx.eligibility_used_ticket (
            hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
            expires_at timestamptz NOT NULL
        );
        CREATE INDEX eligibility_used_ticket_expires_at_idx ON rx.eligibility_used_ticket (expires_at);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE rx.eligibility_used_ticket")
