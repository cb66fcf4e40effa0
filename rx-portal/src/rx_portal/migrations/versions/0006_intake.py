"""Questionnaires, intakes and answers."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0006"
down_revision = "0005"

TABLES = """
CREATE TABLE rx.questionnaire (
    id uuid PRIMARY KEY,
    key text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    content jsonb NOT NULL,
    published_at timestamptz NOT NULL,
    UNIQUE (key, version)
);
CREATE TABLE rx.intake (
    id uuid PRIMARY KEY,
    enrollment_id uuid NOT NULL UNIQUE REFERENCES rx.enrollment (id),
    patient_id uuid NOT NULL,
    questionnaire_id uuid NOT NULL REFERENCES rx.questionnaire (id),
    birth_date bytea NOT NULL,
    status text NOT NULL CHECK (status IN ('in_progress', 'submitted', 'stopped', 'closed')),
    started_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    submitted_at timestamptz,
    CHECK (status <> 'submitted' OR submitted_at IS NOT NULL)
);
CREATE INDEX intake_patient_id_idx ON rx.intake (patient_id);
CREATE TABLE rx.intake_step (
    id uuid PRIMARY KEY,
    intake_id uuid NOT NULL REFERENCES rx.intake (id),
    patient_id uuid NOT NULL,
    move text NOT NULL CHECK (move IN ('submit', 'stop', 'reopen', 'close')),
    from_status text NOT NULL,
    to_status text NOT NULL,
    actor_id text NOT NULL,
    actor_role text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX intake_step_intake_id_idx ON rx.intake_step (intake_id);
CREATE TABLE rx.intake_answer (
    id uuid PRIMARY KEY,
    intake_id uuid NOT NULL REFERENCES rx.intake (id),
    patient_id uuid NOT NULL,
    link_id text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    mark text NOT NULL CHECK (mark IN ('given', 'cleared', 'hidden')),
    value bytea,
    actor_id text NOT NULL,
    at timestamptz NOT NULL,
    CHECK ((mark = 'given') = (value IS NOT NULL)),
    UNIQUE (intake_id, link_id, version)
);
"""


def upgrade() -> None:
    op.execute(TABLES)
    for table in ("intake", "intake_step", "intake_answer"):
        protect(op, table)
    for table in ("questionnaire", "intake_step", "intake_answer"):
        insert_only(op, table)


def downgrade() -> None:
    for table in ("intake_answer", "intake_step", "intake", "questionnaire"):
        op.execute(f"DROP TABLE rx.{table}")
