"""Cases at the desk: drafts, saved views, words for the patient, whom a case comes back to; lists that stay flat."""

from alembic import op

from rx_portal.kit.migration import protect

revision = "0021"
down_revision = "0020"

OPEN = "status IN ('waiting', 'queued', 'claimed', 'information_requested')"
MOVES = {
    "review_step": "'admit', 'waive', 'await_visit', 'require_visit', 'claim', 'release', 'ask', 'answer',"
    " 'approve', 'deny', 'close'",
    "visit_step": "'hold', 'release', 'book', 'reschedule', 'reassign', 'cancel', 'call_off', 'miss', 'start',"
    " 'complete', 'extend', 'lapse', 'close', 'reopen'",
    "enrollment_step": "'submit_intake', 'assess', 'review', 'await_visit', 'request_information',"
    " 'provide_information', 'approve', 'deny', 'close', 'withdraw', 'lapse'",
}

TABLES = f"""
ALTER TABLE rx.review
    ADD COLUMN told bytea,
    ADD COLUMN returns_to uuid,
    ADD COLUMN returns_until timestamptz,
    ADD CHECK ((returns_to IS NULL) = (returns_until IS NULL));
CREATE INDEX review_status_idx ON rx.review (status, due_at, id) WHERE {OPEN};
CREATE INDEX review_opened_idx ON rx.review (opened_at, id) WHERE {OPEN};
CREATE INDEX review_claimed_by_idx ON rx.review (claimed_by, due_at, id) WHERE claimed_by IS NOT NULL;
CREATE INDEX review_returns_to_idx ON rx.review (returns_to, due_at, id) WHERE returns_to IS NOT NULL;
CREATE TABLE rx.review_draft (
    id uuid PRIMARY KEY,
    review_id uuid NOT NULL REFERENCES rx.review (id),
    patient_id uuid NOT NULL,
    staff_id uuid NOT NULL REFERENCES rx.staff (id),
    words bytea NOT NULL,
    saved_at timestamptz NOT NULL,
    UNIQUE (review_id, staff_id)
);
CREATE TABLE rx.review_view (
    id uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES rx.staff (id),
    name text NOT NULL,
    query text NOT NULL,
    first boolean NOT NULL,
    shared boolean NOT NULL,
    saved_at timestamptz NOT NULL,
    removed_at timestamptz
);
CREATE INDEX review_view_staff_id_idx ON rx.review_view (staff_id) WHERE removed_at IS NULL;
CREATE INDEX review_view_shared_idx ON rx.review_view (shared) WHERE shared AND removed_at IS NULL;
CREATE UNIQUE INDEX review_view_first_key ON rx.review_view (staff_id) WHERE first AND removed_at IS NULL;
"""


def upgrade() -> None:
    """Create and widen."""
    op.execute(TABLES)
    protect(op, "review_draft")
    for table, moves in MOVES.items():
        op.execute(f"ALTER TABLE rx.{table} DROP CONSTRAINT {table}_move_check")
        op.execute(f"ALTER TABLE rx.{table} ADD CONSTRAINT {table}_move_check CHECK (move IN ({moves}))")
