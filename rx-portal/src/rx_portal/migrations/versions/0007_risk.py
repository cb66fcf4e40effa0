"""Protocols, which cannot be changed once published, and assessments."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0007"
down_revision = "0006"

TABLES = """
CREATE TABLE rx.protocol (
    id uuid PRIMARY KEY,
    key text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    content jsonb NOT NULL,
    status text NOT NULL CHECK (status IN ('draft', 'published', 'discarded')),
    author_id text NOT NULL,
    publisher_id text,
    drafted_at timestamptz NOT NULL,
    published_at timestamptz,
    UNIQUE (key, version),
    CONSTRAINT protocol_second_person_check CHECK (publisher_id <> author_id),
    CHECK ((status = 'published') = (publisher_id IS NOT NULL)),
    CHECK ((status = 'published') = (published_at IS NOT NULL))
);
CREATE TABLE rx.protocol_step (
    id uuid PRIMARY KEY,
    protocol_id uuid NOT NULL REFERENCES rx.protocol (id),
    move text NOT NULL CHECK (move IN ('publish', 'discard')),
    from_status text NOT NULL,
    to_status text NOT NULL,
    actor_id text NOT NULL,
    actor_role text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX protocol_step_protocol_id_idx ON rx.protocol_step (protocol_id);
CREATE TABLE rx.assessment (
    id uuid PRIMARY KEY,
    enrollment_id uuid NOT NULL REFERENCES rx.enrollment (id),
    intake_id uuid NOT NULL REFERENCES rx.intake (id),
    patient_id uuid NOT NULL,
    protocol_id uuid NOT NULL REFERENCES rx.protocol (id),
    product text NOT NULL,
    state text NOT NULL,
    decision text NOT NULL CHECK (decision IN ('approved', 'more_action_required')),
    visit_required boolean NOT NULL,
    urgent boolean NOT NULL,
    inputs bytea NOT NULL,
    findings bytea NOT NULL,
    at timestamptz NOT NULL,
    CHECK (NOT (decision = 'approved' AND (visit_required OR urgent)))
);
CREATE INDEX assessment_enrollment_id_idx ON rx.assessment (enrollment_id, at);
CREATE INDEX assessment_protocol_id_idx ON rx.assessment (protocol_id);
"""

IMMUTABLE = """
CREATE FUNCTION rx.keep_protocol() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'A published or discarded protocol does not change.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER protocol_immutable BEFORE UPDATE OR DELETE ON rx.protocol FOR EACH ROW
    WHEN (OLD.status <> 'draft') EXECUTE FUNCTION rx.keep_protocol();
CREATE TRIGGER protocol_no_truncate BEFORE TRUNCATE ON rx.protocol
    FOR EACH STATEMENT EXECUTE FUNCTION rx.keep_protocol();
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(IMMUTABLE)
    protect(op, "assessment")
    for table in ("protocol_step", "assessment"):
        insert_only(op, table)


def downgrade() -> None:
    for table in ("assessment", "protocol_step", "protocol"):
        op.execute(f"DROP TABLE rx.{table}")
    op.execute("DROP FUNCTION rx.keep_protocol()")
