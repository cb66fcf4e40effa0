"""The formulary: consent texts, the state matrix, pharmacies, and what is offered."""

from alembic import op

from rx_portal.kit.migration import insert_only

revision = "0003"
down_revision = "0002"

TABLES = """
CREATE TABLE rx.consent_text (
    version text PRIMARY KEY,
    title text NOT NULL,
    body text NOT NULL
);
CREATE TABLE rx.state_rule (
    id uuid PRIMARY KEY,
    state text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
    modality text NOT NULL CHECK (modality IN ('asynchronous', 'synchronous_video', 'in_person')),
    consent_version text NOT NULL REFERENCES rx.consent_text (version),
    licence_required text NOT NULL,
    physician_dispensing boolean NOT NULL,
    source text NOT NULL,
    valid_from date NOT NULL,
    valid_until date CHECK (valid_until > valid_from),
    CONSTRAINT state_rule_one_at_a_time EXCLUDE USING gist (
        int4range(ascii(state) * 256 + ascii(substr(state, 2)), ascii(state) * 256 + ascii(substr(state, 2)), '[]')
            WITH &&,
        daterange(valid_from, valid_until) WITH &&
    )
);
CREATE TABLE rx.pharmacy (
    key text PRIMARY KEY,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('dispensary', 'outside'))
);
CREATE TABLE rx.pharmacy_state (
    id uuid PRIMARY KEY,
    pharmacy text NOT NULL REFERENCES rx.pharmacy (key),
    state text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
    valid_from date NOT NULL,
    valid_until date CHECK (valid_until > valid_from),
    UNIQUE (pharmacy, state, valid_from)
);
CREATE TABLE rx.offering (
    product text PRIMARY KEY CHECK (product ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    protocol text NOT NULL,
    questionnaire text NOT NULL,
    pharmacy text NOT NULL REFERENCES rx.pharmacy (key),
    least_age integer NOT NULL,
    most_age integer NOT NULL,
    exclusions jsonb NOT NULL CHECK (jsonb_typeof(exclusions) = 'array'),
    directions jsonb NOT NULL CHECK (jsonb_typeof(directions) = 'array'),
    days_supply integer NOT NULL CHECK (days_supply > 0),
    refills integer NOT NULL CHECK (refills BETWEEN 0 AND 11),
    offered_from date NOT NULL,
    offered_until date CHECK (offered_until > offered_from),
    CONSTRAINT offering_ages_check CHECK (least_age >= 18 AND most_age > least_age)
);
"""


def upgrade() -> None:
    op.execute(TABLES)
    insert_only(op, "consent_text")


def downgrade() -> None:
    for table in ("offering", "pharmacy_state", "pharmacy", "state_rule", "consent_text"):
        op.execute(f"DROP TABLE rx.{table}")
