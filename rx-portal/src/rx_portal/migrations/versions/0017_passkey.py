"""Each one's own time zone; passkeys of staff, the challenges that they answer, and the codes that let somebody add their first."""

from alembic import op

revision = "0017"
down_revision = "0016"

TABLES = """
ALTER TABLE rx.staff ADD COLUMN zone text;
CREATE TABLE rx.passkey (
    id uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES rx.staff (id),
    credential_id bytea NOT NULL UNIQUE,
    credential bytea NOT NULL,
    sign_count bigint NOT NULL,
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX passkey_staff_id_idx ON rx.passkey (staff_id);
CREATE TABLE rx.passkey_challenge (
    id uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES rx.staff (id),
    purpose text NOT NULL CHECK (purpose IN ('register', 'manage', 'sign', 'hand_over')),
    challenge bytea NOT NULL UNIQUE,
    nonce bytea NOT NULL,
    origin text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX passkey_challenge_expires_at_idx ON rx.passkey_challenge (expires_at);
CREATE TABLE rx.factor_enrolment (
    id uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES rx.staff (id),
    code_hash bytea NOT NULL UNIQUE,
    issued_by uuid NOT NULL REFERENCES rx.staff (id),
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CHECK (issued_by <> staff_id)
);
CREATE INDEX factor_enrolment_staff_id_idx ON rx.factor_enrolment (staff_id);
"""


def upgrade() -> None:
    """Create the tables."""
    op.execute(TABLES)


def downgrade() -> None:
    """Drop the tables."""
    for table in ("factor_enrolment", "passkey_challenge", "passkey"):
        op.execute(f"DROP TABLE rx.{table}")
    op.execute("ALTER TABLE rx.staff DROP COLUMN zone")
