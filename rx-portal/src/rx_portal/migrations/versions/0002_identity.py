"""Identity: patients, staff, sessions, logins under way, second factors."""

from alembic import op

from rx_portal.kit.migration import protect

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of the slice."""
    op.execute(
        """
        CREATE TABLE rx.patient (
            id uuid PRIMARY KEY,
            number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
            subject_index bytea NOT NULL UNIQUE,
            email bytea,
            name bytea,
            created_at timestamptz NOT NULL
        );

        CREATE TABLE rx.staff (
            id uuid PRIMARY KEY,
            number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
            issuer text NOT NULL,
            subject text,
            email text NOT NULL CHECK (email = lower(email)),
            name text NOT NULL,
            roles text[] NOT NULL
                CHECK (roles <@ ARRAY['clinician', 'pharmacist', 'admin', 'compliance']),
            active boolean NOT NULL,
            created_at timestamptz NOT NULL,
            UNIQUE (issuer, subject),
            UNIQUE (issuer, email)
        );

        CREATE TABLE rx.login_session (
            id_hash bytea PRIMARY KEY,
            patient_id uuid REFERENCES rx.patient (id),
            staff_id uuid REFERENCES rx.staff (id),
            roles text[] NOT NULL,
            auth_time timestamptz NOT NULL,
            amr text[] NOT NULL,
            started_at timestamptz NOT NULL,
            idle_until timestamptz NOT NULL,
            absolute_until timestamptz NOT NULL,
            revoked_at timestamptz,
            CHECK (num_nonnulls(patient_id, staff_id) = 1)
        );
        CREATE INDEX login_session_absolute_until_idx ON rx.login_session (absolute_until);

        CREATE TABLE rx.login_attempt (
            state_hash bytea PRIMARY KEY,
            browser_hash bytea NOT NULL,
            kind text NOT NULL CHECK (kind IN ('patient', 'staff')),
            nonce text NOT NULL,
            verifier text NOT NULL,
            next_path text NOT NULL,
            expires_at timestamptz NOT NULL
        );

        CREATE TABLE rx.factor (
            id uuid PRIMARY KEY,
            staff_id uuid NOT NULL REFERENCES rx.staff (id),
            kind text NOT NULL CHECK (kind IN ('totp', 'passkey')),
            secret bytea NOT NULL,
            last_step bigint NOT NULL,
            failures integer NOT NULL,
            locked_until timestamptz,
            created_at timestamptz NOT NULL
        );
        CREATE INDEX factor_staff_id_idx ON rx.factor (staff_id);
        """
    )
    protect(op, "patient", column="id")
