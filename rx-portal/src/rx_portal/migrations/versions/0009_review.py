"""The clinicians' queue: cases, who holds them, what was decided and what was asked."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0009"
down_revision = "0008"

TABLES = """
CREATE TABLE rx.review (
    id uuid PRIMARY KEY,
    enrollment_id uuid NOT NULL,
    assessment_id uuid NOT NULL UNIQUE,
    patient_id uuid NOT NULL,
    product text NOT NULL,
    state text NOT NULL,
    lane text NOT NULL CHECK (lane IN ('fast', 'visit')),
    outcome text NOT NULL CHECK (outcome IN ('approved', 'more_action_required')),
    visit_forced boolean NOT NULL,
    urgent boolean NOT NULL,
    status text NOT NULL CHECK (status IN ('waiting', 'queued', 'claimed', 'information_requested',
                                           'approved', 'denied', 'closed')),
    opened_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    claimed_by uuid,
    claimed_until timestamptz,
    decided_by uuid,
    decided_at timestamptz,
    reason_code text,
    reason bytea,
    overridden boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    CHECK ((status = 'claimed') = (claimed_by IS NOT NULL)),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CHECK ((status IN ('approved', 'denied')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (NOT overridden OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX review_enrollment_open_key ON rx.review (enrollment_id)
    WHERE status IN ('waiting', 'queued', 'claimed', 'information_requested');
CREATE INDEX review_queue_idx ON rx.review (due_at, id)
    WHERE status IN ('waiting', 'queued', 'claimed', 'information_requested');
CREATE INDEX review_changed_at_idx ON rx.review (changed_at);
CREATE INDEX review_patient_id_idx ON rx.review (patient_id);
CREATE TABLE rx.review_step (
    id uuid PRIMARY KEY,
    review_id uuid NOT NULL REFERENCES rx.review (id),
    patient_id uuid NOT NULL,
    move text NOT NULL CHECK (move IN ('admit', 'waive', 'await_visit', 'claim', 'release', 'ask', 'answer',
                                       'approve', 'deny', 'close')),
    from_status text NOT NULL,
    to_status text NOT NULL,
    actor_id text NOT NULL,
    actor_role text NOT NULL,
    at timestamptz NOT NULL,
    reason_code text
);
CREATE INDEX review_step_review_id_idx ON rx.review_step (review_id);
CREATE TABLE rx.review_question (
    id uuid PRIMARY KEY,
    review_id uuid NOT NULL REFERENCES rx.review (id),
    patient_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    question bytea NOT NULL,
    answer bytea,
    answered_at timestamptz,
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX review_question_open_key ON rx.review_question (review_id) WHERE answered_at IS NULL;
"""


def upgrade() -> None:
    op.execute(TABLES)
    for table in ("review", "review_step", "review_question"):
        protect(op, table)
    insert_only(op, "review_step")


def downgrade() -> None:
    for table in ("review_question", "review_step", "review"):
        op.execute(f"DROP TABLE rx.{table}")
