-- The audit record of one database. Run as the owner of the schema, who cannot log in.

CREATE TABLE audit.event (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at          timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor       text NOT NULL CHECK (actor <> ''),
    actor_role  text NOT NULL CHECK (actor_role <> ''),
    action      text NOT NULL CHECK (action <> ''),
    subject     text NOT NULL CHECK (subject <> ''),
    shown       text[] NOT NULL,
    purpose     text NOT NULL,
    request_id  text NOT NULL,
    payload     bytea NOT NULL,
    leaf        bytea NOT NULL CHECK (length(leaf) = 32),
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);

-- By number, not by month: no clock decides where a row goes, nobody has to be awake on the first of the month, and
-- the number alone stays the key. An owner attaches the next range ahead of time; the default keeps an append from
-- ever failing for want of one.
CREATE TABLE audit.event_1 PARTITION OF audit.event FOR VALUES FROM (MINVALUE) TO (20000000);
CREATE TABLE audit.event_rest PARTITION OF audit.event DEFAULT;

CREATE INDEX event_order ON audit.event (xid, id);
CREATE INDEX event_subject ON audit.event (subject, id);
CREATE INDEX event_shown ON audit.event USING gin (shown) WHERE cardinality(shown) > 0;

CREATE TABLE audit.seal (
    n           bigint PRIMARY KEY CHECK (n > 0),
    chain       text NOT NULL,
    first       bigint NOT NULL,
    last        bigint NOT NULL,
    last_xid    xid8 NOT NULL,
    count       integer NOT NULL CHECK (count > 0),
    root        bytea NOT NULL CHECK (length(root) = 32),
    manifest    bytea NOT NULL CHECK (length(manifest) = 48 * count),
    prev        bytea NOT NULL UNIQUE CHECK (length(prev) = 32),
    at          timestamptz NOT NULL,
    kid         text NOT NULL,
    signature   bytea NOT NULL CHECK (length(signature) = 64)
);

CREATE FUNCTION audit.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'The audit record is only ever added to.' USING ERRCODE = 'CS020';
END $$;

CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON audit.event
    FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER event_remains BEFORE TRUNCATE ON audit.event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER event_remains BEFORE TRUNCATE ON audit.event_1
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER event_remains BEFORE TRUNCATE ON audit.event_rest
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER seal_stays BEFORE UPDATE OR DELETE ON audit.seal
    FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER seal_remains BEFORE TRUNCATE ON audit.seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- Appends one entry and returns its number. The columns are read from the payload, so they cannot say otherwise.
CREATE FUNCTION audit.append(p_payload bytea, p_leaf bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said jsonb;
    number bigint;
BEGIN
    IF p_leaf IS DISTINCT FROM sha256('\x00'::bytea || p_payload) THEN
        RAISE EXCEPTION 'The leaf is not the hash of the payload.' USING ERRCODE = 'CS021';
    END IF;
    said := convert_from(p_payload, 'UTF8')::jsonb;
    IF coalesce(said ->> 'who', '') = '' OR coalesce(said ->> 'role', '') = '' THEN
        RAISE EXCEPTION 'An audit entry needs an actor.' USING ERRCODE = 'CS022';
    END IF;
    INSERT INTO audit.event (at, recorded_at, actor, actor_role, action, subject, shown, purpose, request_id,
                             payload, leaf)
    VALUES ((said ->> 'at')::timestamptz, (said ->> 'real')::timestamptz, said ->> 'who', said ->> 'role',
            said ->> 'what', said ->> 'record', ARRAY(SELECT jsonb_array_elements_text(said -> 'shown')),
            said ->> 'why', said ->> 'request', p_payload, p_leaf)
    RETURNING id INTO number;
    RETURN number;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
GRANT USAGE ON SCHEMA audit TO {{sealer}}, {{report}};
GRANT SELECT ON audit.event, audit.seal TO {{sealer}};
GRANT INSERT ON audit.seal TO {{sealer}};
GRANT SELECT (id, at, recorded_at, actor_role, action) ON audit.event TO {{report}};
GRANT SELECT ON audit.seal TO {{report}};
