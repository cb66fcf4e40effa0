"""Visits, the time they keep, and clinicians' calendars and licences."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0008"
down_revision = "0007"

CALENDARS = """
CREATE TABLE rx.clinician_calendar (
    clinician_id uuid PRIMARY KEY,
    number bigint NOT NULL UNIQUE,
    zone text NOT NULL,
    minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 120)
);
CREATE TABLE rx.clinician_hours (
    id uuid PRIMARY KEY,
    clinician_id uuid NOT NULL REFERENCES rx.clinician_calendar (clinician_id),
    weekday integer NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    starts time NOT NULL,
    ends time NOT NULL,
    CHECK (starts < ends)
);
CREATE INDEX clinician_hours_clinician_id_idx ON rx.clinician_hours (clinician_id);
CREATE TABLE rx.clinician_time_off (
    id uuid PRIMARY KEY,
    clinician_id uuid NOT NULL REFERENCES rx.clinician_calendar (clinician_id),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    CHECK (starts_at < ends_at)
);
CREATE INDEX clinician_time_off_clinician_id_idx ON rx.clinician_time_off (clinician_id, ends_at);
CREATE TABLE rx.clinician_licence (
    id uuid PRIMARY KEY,
    clinician_id uuid NOT NULL,
    state text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
    number text NOT NULL,
    expires_on date NOT NULL,
    UNIQUE (clinician_id, state)
);
CREATE INDEX clinician_licence_state_idx ON rx.clinician_licence (state, expires_on);
"""

VISITS = """
CREATE TABLE rx.visit (
    id uuid PRIMARY KEY,
    enrollment_id uuid NOT NULL UNIQUE,
    patient_id uuid NOT NULL,
    patient_number bigint NOT NULL,
    product text NOT NULL,
    state text NOT NULL,
    zone text NOT NULL,
    forced boolean NOT NULL,
    status text NOT NULL
        CHECK (status IN ('due', 'held', 'booked', 'started', 'completed', 'lapsed', 'closed')),
    opens_at timestamptz NOT NULL,
    last_on date NOT NULL,
    clinic_late boolean NOT NULL,
    clinician_id uuid,
    clinician_number bigint,
    starts_at timestamptz,
    ends_at timestamptz,
    held_until timestamptz,
    revision integer NOT NULL,
    misses integer NOT NULL,
    patient_room bytea,
    clinician_room bytea,
    note bytea,
    changed_at timestamptz NOT NULL,
    CHECK (status NOT IN ('held', 'booked', 'started')
           OR (clinician_id IS NOT NULL AND clinician_number IS NOT NULL AND starts_at < ends_at)),
    CHECK ((held_until IS NOT NULL) = (status = 'held'))
);
CREATE INDEX visit_patient_id_idx ON rx.visit (patient_id);
CREATE INDEX visit_clinician_id_idx ON rx.visit (clinician_id, starts_at);
CREATE TABLE rx.visit_step (
    id uuid PRIMARY KEY,
    visit_id uuid NOT NULL REFERENCES rx.visit (id),
    patient_id uuid NOT NULL,
    move text NOT NULL CHECK (move IN ('hold', 'release', 'book', 'reschedule', 'cancel', 'call_off', 'miss',
                                       'start', 'complete', 'extend', 'lapse', 'close')),
    from_status text NOT NULL,
    to_status text NOT NULL,
    actor_id text NOT NULL,
    actor_role text NOT NULL,
    at timestamptz NOT NULL,
    reason text,
    clinician_id uuid,
    starts_at timestamptz
);
CREATE INDEX visit_step_visit_id_idx ON rx.visit_step (visit_id);
CREATE TABLE rx.visit_claim (
    visit_id uuid PRIMARY KEY,
    clinician_number bigint NOT NULL,
    patient_number bigint NOT NULL,
    during tstzrange NOT NULL CHECK (NOT isempty(during)),
    held_until timestamptz,
    CONSTRAINT visit_claim_one_patient_at_a_time EXCLUDE USING gist
        (int8range(clinician_number, clinician_number, '[]') WITH &&, during WITH &&),
    CONSTRAINT visit_claim_one_place_at_a_time EXCLUDE USING gist
        (int8range(patient_number, patient_number, '[]') WITH &&, during WITH &&)
);
CREATE TABLE rx.visit_attestation (
    id uuid PRIMARY KEY,
    visit_id uuid NOT NULL REFERENCES rx.visit (id),
    patient_id uuid NOT NULL,
    moment text NOT NULL CHECK (moment IN ('booking', 'start')),
    state text NOT NULL,
    actor_id text NOT NULL,
    actor_role text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX visit_attestation_visit_id_idx ON rx.visit_attestation (visit_id);
CREATE TABLE rx.visit_work_item (
    id uuid PRIMARY KEY,
    visit_id uuid NOT NULL REFERENCES rx.visit (id),
    patient_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('no_time_in_window', 'called_off', 'outcome_missing')),
    due_on date NOT NULL,
    raised_at timestamptz NOT NULL,
    done_at timestamptz,
    done_by text
);
CREATE UNIQUE INDEX visit_work_item_open_key ON rx.visit_work_item (visit_id, kind) WHERE done_at IS NULL;
"""


def upgrade() -> None:
    op.execute(CALENDARS)
    op.execute(VISITS)
    for table in ("visit", "visit_step", "visit_attestation", "visit_work_item"):
        protect(op, table)
    for table in ("visit_step", "visit_attestation"):
        insert_only(op, table)


def downgrade() -> None:
    for table in ("visit_work_item", "visit_attestation", "visit_claim", "visit_step", "visit",
                  "clinician_licence", "clinician_time_off", "clinician_hours", "clinician_calendar"):
        op.execute(f"DROP TABLE rx.{table}")
