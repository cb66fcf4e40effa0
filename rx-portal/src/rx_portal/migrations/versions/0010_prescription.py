"""Signed prescriptions, their history, and the checks made before each signature."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0010"
down_revision = "0009"

TABLES = """
CREATE TABLE rx.prescription (
    id uuid PRIMARY KEY,
    review_id uuid NOT NULL UNIQUE,
    enrollment_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    product text NOT NULL,
    sku text NOT NULL,
    pharmacy text NOT NULL,
    state text NOT NULL,
    quantity integer NOT NULL CHECK (quantity > 0),
    refills integer NOT NULL CHECK (refills BETWEEN 0 AND 11),
    days_supply integer NOT NULL CHECK (days_supply > 0),
    expires_on date NOT NULL,
    status text NOT NULL CHECK (status IN ('active', 'cancelled', 'expired')),
    content bytea NOT NULL,
    signature bytea NOT NULL,
    kid text NOT NULL,
    signed_by uuid NOT NULL,
    signed_at timestamptz NOT NULL,
    written_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX prescription_patient_id_idx ON rx.prescription (patient_id);
CREATE INDEX prescription_enrollment_id_idx ON rx.prescription (enrollment_id);
CREATE TABLE rx.prescription_step (
    id uuid PRIMARY KEY,
    prescription_id uuid NOT NULL REFERENCES rx.prescription (id),
    patient_id uuid NOT NULL,
    move text NOT NULL CHECK (move IN ('sign', 'cancel', 'expire')),
    from_status text,
    to_status text NOT NULL,
    actor_id text NOT NULL,
    actor_role text NOT NULL,
    at timestamptz NOT NULL,
    reason_code text,
    reason bytea
);
CREATE INDEX prescription_step_prescription_id_idx ON rx.prescription_step (prescription_id);
CREATE TABLE rx.prescription_check (
    id uuid PRIMARY KEY,
    prescription_id uuid NOT NULL REFERENCES rx.prescription (id),
    patient_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('interaction', 'allergy')),
    result text NOT NULL CHECK (result IN ('checked', 'no_data', 'unavailable')),
    source text NOT NULL,
    findings bytea,
    override_code text,
    override_note bytea,
    at timestamptz NOT NULL
);
CREATE INDEX prescription_check_prescription_id_idx ON rx.prescription_check (prescription_id);
CREATE FUNCTION rx.refuse_resigning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(old) - 'status' - 'changed_at') <> (to_jsonb(new) - 'status' - 'changed_at') THEN
        RAISE EXCEPTION 'A signed prescription does not change.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN new;
END $$;
CREATE TRIGGER prescription_stays_as_signed BEFORE UPDATE ON rx.prescription
    FOR EACH ROW EXECUTE FUNCTION rx.refuse_resigning();
"""


def upgrade() -> None:
    op.execute(TABLES)
    for table in ("prescription", "prescription_step", "prescription_check"):
        protect(op, table)
    for table in ("prescription_step", "prescription_check"):
        insert_only(op, table)


def downgrade() -> None:
    for table in ("prescription_check", "prescription_step", "prescription"):
        op.execute(f"DROP TABLE rx.{table}")
    op.execute("DROP FUNCTION rx.refuse_resigning()")
