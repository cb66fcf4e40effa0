-- Stock. Only the functions of this schema write these tables; applications read what they are granted.

CREATE TABLE shared.lot (
    id          uuid PRIMARY KEY,
    sku_id      uuid NOT NULL REFERENCES shared.sku,
    code        text NOT NULL CHECK (code <> ''),
    expires_on  date,
    location    text NOT NULL,
    status      text NOT NULL CHECK (status IN ('available', 'quarantined', 'recalled', 'expired')),
    on_hand     integer NOT NULL CHECK (on_hand >= 0),
    received_at timestamptz NOT NULL,
    UNIQUE (sku_id, code, location)
);
CREATE INDEX lot_next ON shared.lot (sku_id, expires_on, received_at, id) WHERE status = 'available';
CREATE INDEX lot_due ON shared.lot (expires_on) WHERE status = 'available';

-- on_hand counts what may be sold: the goods in available lots. The row is also the lock of all stock of its SKU.
CREATE TABLE shared.level (
    sku_id      uuid PRIMARY KEY REFERENCES shared.sku,
    on_hand     integer NOT NULL,
    reserved    integer NOT NULL,
    CONSTRAINT level_never_oversold CHECK (reserved BETWEEN 0 AND on_hand)
) WITH (fillfactor = 70);

CREATE TABLE shared.reservation (
    reference   text PRIMARY KEY CHECK (reference <> ''),
    holder      text NOT NULL CHECK (holder IN ('shop', 'portal')),
    status      text NOT NULL CHECK (status IN ('held', 'consumed', 'released', 'expired')),
    expires_at  timestamptz NOT NULL,
    made_at     timestamptz NOT NULL
);
CREATE INDEX reservation_due ON shared.reservation (expires_at) WHERE status = 'held';

-- held is what a line still promises; the sum over a SKU's lines is its level.reserved.
CREATE TABLE shared.reservation_line (
    reference   text NOT NULL REFERENCES shared.reservation,
    sku_id      uuid NOT NULL REFERENCES shared.level,
    quantity    integer NOT NULL CHECK (quantity > 0),
    held        integer NOT NULL CHECK (held BETWEEN 0 AND quantity),
    PRIMARY KEY (reference, sku_id)
);
CREATE INDEX reservation_line_held ON shared.reservation_line (sku_id) WHERE held > 0;

CREATE TABLE shared.reservation_step (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reference   text NOT NULL REFERENCES shared.reservation,
    status      text NOT NULL,
    actor       text NOT NULL,
    at          timestamptz NOT NULL,
    event_id    bigint NOT NULL
);
CREATE INDEX reservation_step_reference ON shared.reservation_step (reference);

CREATE TABLE shared.movement (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lot_id      uuid NOT NULL REFERENCES shared.lot,
    sku_id      uuid NOT NULL REFERENCES shared.sku,
    quantity    integer NOT NULL,
    kind        text NOT NULL,
    reference   text NOT NULL,
    reason      text NOT NULL,
    actor       text NOT NULL,
    at          timestamptz NOT NULL,
    event_id    bigint NOT NULL,
    CONSTRAINT movement_goes_the_right_way CHECK (CASE
        WHEN kind IN ('received', 'returned') THEN quantity > 0
        WHEN kind IN ('consumed', 'destroyed') THEN quantity < 0
        WHEN kind = 'adjusted' THEN quantity <> 0
        WHEN kind IN ('available', 'quarantined', 'recalled', 'expired') THEN quantity = 0
        ELSE false
    END)
);
CREATE INDEX movement_sku ON shared.movement (sku_id, id);
CREATE INDEX movement_lot ON shared.movement (lot_id, id);
CREATE INDEX movement_reference ON shared.movement (reference);

CREATE TABLE shared.allocation (
    reference   text NOT NULL REFERENCES shared.reservation,
    lot_id      uuid NOT NULL REFERENCES shared.lot,
    sku_id      uuid NOT NULL REFERENCES shared.sku,
    quantity    integer NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (reference, lot_id)
);
CREATE INDEX allocation_lot ON shared.allocation (lot_id);

-- Each call on a lot by its reference, so that it may be repeated: what was asked and what was answered.
CREATE TABLE shared.lot_call (
    reference   text PRIMARY KEY CHECK (reference <> ''),
    asked       jsonb NOT NULL,
    answer      jsonb
);

CREATE FUNCTION shared.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'History is only ever added to.' USING ERRCODE = 'CS020';
END $$;
CREATE TRIGGER movement_stays BEFORE UPDATE OR DELETE ON shared.movement
    FOR EACH ROW EXECUTE FUNCTION shared.refuse_change();
CREATE TRIGGER movement_remains BEFORE TRUNCATE ON shared.movement
    FOR EACH STATEMENT EXECUTE FUNCTION shared.refuse_change();
CREATE TRIGGER reservation_step_stays BEFORE UPDATE OR DELETE ON shared.reservation_step
    FOR EACH ROW EXECUTE FUNCTION shared.refuse_change();
CREATE TRIGGER reservation_step_remains BEFORE TRUNCATE ON shared.reservation_step
    FOR EACH STATEMENT EXECUTE FUNCTION shared.refuse_change();

CREATE FUNCTION shared.open_level() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
BEGIN
    IF NEW.stocked THEN
        INSERT INTO level (sku_id, on_hand, reserved) VALUES (NEW.id, 0, 0) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sku_opens_level AFTER INSERT OR UPDATE OF stocked ON shared.sku
    FOR EACH ROW EXECUTE FUNCTION shared.open_level();
