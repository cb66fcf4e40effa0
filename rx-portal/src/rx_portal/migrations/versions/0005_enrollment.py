"""Enrollments, their history, consents and profiles."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0005"
down_revision = "0004"

STATUSES = """'started', 'intake_submitted', 'assessed', 'in_review', 'information_requested', 'approved',
              'closed', 'denied', 'withdrawn', 'lapsed'"""

TABLES = f"""
CREATE TABLE rx.enrollment (
    id uuid PRIMARY KEY,
    patient_id uuid NOT NULL,
    product text NOT NULL,
    state text NOT NULL CHECK (state ~ '^[A-Z]{{2}}$'),
    status text NOT NULL CHECK (status IN ({STATUSES})),
    consented_at timestamptz,
    started_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CHECK (consented_at IS NOT NULL OR status IN ('started', 'withdrawn', 'lapsed'))
);
CREATE UNIQUE INDEX enrollment_open_key ON rx.enrollment (patient_id, product)
    WHERE status IN ('started', 'intake_submitted', 'assessed', 'in_review', 'information_requested', 'approved');
CREATE TABLE rx.enrollment_step (
    id uuid PRIMARY KEY,
    enrollment_id uuid NOT NULL REFERENCES rx.enrollment (id),
    patient_id uuid NOT NULL,
    move text CHECK (move IN ('submit_intake', 'assess', 'review', 'request_information', 'provide_information',
                              'approve', 'deny', 'close', 'withdraw', 'lapse')),
    from_status text CHECK (from_status IN ({STATUSES})),
    to_status text NOT NULL CHECK (to_status IN ({STATUSES})),
    actor_id text NOT NULL,
    actor_role text NOT NULL,
    at timestamptz NOT NULL,
    reason text CHECK (reason ~ '^[a-z0-9_]+$'),
    CHECK ((move IS NULL) = (from_status IS NULL))
);
CREATE INDEX enrollment_step_enrollment_id_idx ON rx.enrollment_step (enrollment_id);
CREATE TABLE rx.consent (
    id uuid PRIMARY KEY,
    enrollment_id uuid NOT NULL REFERENCES rx.enrollment (id),
    patient_id uuid NOT NULL,
    text_version text NOT NULL REFERENCES rx.consent_text (version),
    state text NOT NULL,
    address_digest bytea NOT NULL,
    agent_digest bytea NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX consent_enrollment_id_idx ON rx.consent (enrollment_id);
CREATE TABLE rx.profile (
    patient_id uuid PRIMARY KEY,
    legal_name bytea NOT NULL,
    birth_date bytea NOT NULL,
    address bytea NOT NULL,
    phone bytea NOT NULL,
    email bytea NOT NULL,
    changed_at timestamptz NOT NULL
);
"""


def upgrade() -> None:
    op.execute(TABLES)
    for table in ("enrollment", "enrollment_step", "consent", "profile"):
        protect(op, table)
    for table in ("enrollment_step", "consent"):
        insert_only(op, table)


def downgrade() -> None:
    for table in ("profile", "consent", "enrollment_step", "enrollment"):
        op.execute(f"DROP TABLE rx.{table}")
