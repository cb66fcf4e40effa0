"""The tables of one application's outbox, inbox and timers, for its own migrations to create."""

_TABLES = """
CREATE TABLE {schema}.outbox (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    aggregatetype text NOT NULL,
    aggregateid text NOT NULL,
    type text NOT NULL,
    payload jsonb NOT NULL,
    queue text NOT NULL,
    request_id text,
    occurred_at timestamptz NOT NULL,
    next_try_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    failures integer NOT NULL DEFAULT 0 CHECK (failures <= attempts),
    done_at timestamptz,
    dead_at timestamptz,
    error_code text,
    CHECK (done_at IS NULL OR dead_at IS NULL)
);
CREATE INDEX outbox_waiting ON {schema}.outbox (next_try_at, seq) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_dead ON {schema}.outbox (dead_at) WHERE dead_at IS NOT NULL;
CREATE INDEX outbox_aggregate ON {schema}.outbox (aggregateid, seq);

CREATE TABLE {schema}.inbox (
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    accepted_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, event_id)
);

CREATE TABLE {schema}.timer (
    job text NOT NULL,
    ref_id text NOT NULL,
    queue text NOT NULL,
    due_at timestamptz NOT NULL,
    PRIMARY KEY (job, ref_id)
);
CREATE INDEX timer_due ON {schema}.timer (due_at);
"""


def ddl(schema: str) -> str:
    """Return the statements that create the three tables in `schema`, a name of ours and never user input."""
    return _TABLES.format(schema=schema)
