-- What the verbs of stock are made of. Nobody is granted these: they run inside the verbs, as the schema's owner.
--
-- Locks are always taken in this order: the reservation's row, then the levels of all SKUs concerned, by id. Lots and
-- the `held` of lines are read and written only under the lock of their SKU's level.

CREATE TYPE shared.act AS (actor text, at timestamptz, event_id bigint);
CREATE TYPE shared.promise AS (reference text, status text, expires_at timestamptz, whole boolean);
CREATE TYPE shared.lost AS (reference text, sku_id uuid, quantity integer);
CREATE TYPE shared.allocated AS (sku_id uuid, lot_id uuid, lot_code text, expires_on date, quantity integer);

-- A lot may be used through its date, as it is written in UTC.
CREATE FUNCTION shared.fit(p_expires_on date, p_now timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE RETURN p_expires_on IS NULL OR p_expires_on >= (p_now AT TIME ZONE 'UTC')::date;

-- What could be promised now, lots out of date left out although nobody has swept them yet.
CREATE FUNCTION shared.available(p_sku uuid, p_now timestamptz) RETURNS integer
LANGUAGE sql STABLE
RETURN greatest(0, (
    SELECT coalesce(sum(lot.on_hand), 0) FROM shared.lot
     WHERE lot.sku_id = p_sku AND lot.status = 'available' AND shared.fit(lot.expires_on, p_now)
) - (SELECT coalesce(sum(level.reserved), 0) FROM shared.level WHERE level.sku_id = p_sku))::integer;

-- The application behind the connection: each sees and moves only its own reservations.
CREATE FUNCTION shared.holder() RETURNS text
LANGUAGE sql STABLE RETURN CASE WHEN session_user = {{'portal'}} THEN 'portal' ELSE 'shop' END;

CREATE FUNCTION shared.begin_act(p_now timestamptz, p_payload bytea, p_leaf bytea) RETURNS shared.act
LANGUAGE plpgsql AS $$
DECLARE
    act shared.act;
BEGIN
    act.event_id := audit.append(p_payload, p_leaf);
    act.actor := convert_from(p_payload, 'UTF8')::jsonb ->> 'who';
    act.at := p_now;
    RETURN act;
END $$;

-- Locks and returns the caller's reservation.
CREATE FUNCTION shared.own(p_reference text) RETURNS shared.reservation
LANGUAGE plpgsql AS $$
DECLARE
    found_one reservation;
BEGIN
    SELECT * INTO found_one FROM reservation WHERE reference = p_reference AND holder = holder() FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no such reservation.' USING ERRCODE = 'CS004';
    END IF;
    RETURN found_one;
END $$;

CREATE FUNCTION shared.promised(p_reference text) RETURNS shared.promise
LANGUAGE sql STABLE AS $$
    SELECT reference, status, expires_at,
           status = 'held' AND NOT EXISTS (
               SELECT FROM shared.reservation_line AS line
                WHERE line.reference = reservation.reference AND line.held < line.quantity)
      FROM shared.reservation WHERE reference = p_reference
$$;

CREATE FUNCTION shared.lock_levels(p_skus uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM level WHERE sku_id = ANY (p_skus) ORDER BY sku_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM unnest(p_skus) AS sku WHERE sku NOT IN (SELECT sku_id FROM level)) THEN
        RAISE EXCEPTION 'There is no such SKU in stock.' USING ERRCODE = 'CS003';
    END IF;
END $$;

CREATE FUNCTION shared.add_step(p_references text[], p_status text, p_act shared.act) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO shared.reservation_step (reference, status, actor, at, event_id)
    SELECT reference, p_status, p_act.actor, p_act.at, p_act.event_id FROM unnest(p_references) AS reference
$$;

CREATE FUNCTION shared.add_movement(p_lot shared.lot, p_quantity integer, p_kind text, p_reference text,
                                    p_reason text, p_act shared.act) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO shared.movement (lot_id, sku_id, quantity, kind, reference, reason, actor, at, event_id)
    VALUES (p_lot.id, p_lot.sku_id, p_quantity, p_kind, p_reference, p_reason, p_act.actor, p_act.at, p_act.event_id)
$$;

-- Takes units off sale. Promises that no longer fit are lost, the lapsed and then the youngest first, and returned.
CREATE FUNCTION shared.lower_level(p_sku uuid, p_quantity integer, p_act shared.act) RETURNS SETOF shared.lost
LANGUAGE plpgsql AS $$
DECLARE
    excess integer;
    line record;
BEGIN
    SELECT reserved - (on_hand - p_quantity) INTO excess FROM level WHERE sku_id = p_sku;
    FOR line IN
        SELECT reference, least(held, excess) AS held FROM reservation_line JOIN reservation USING (reference)
         WHERE sku_id = p_sku AND held > 0 AND excess > 0
         ORDER BY expires_at <= p_act.at DESC, made_at DESC, reference DESC
    LOOP
        EXIT WHEN excess <= 0;
        line.held := least(line.held, excess);
        excess := excess - line.held;
        UPDATE reservation_line SET held = held - line.held WHERE reference = line.reference AND sku_id = p_sku;
        UPDATE level SET reserved = reserved - line.held WHERE sku_id = p_sku;
        RETURN NEXT (line.reference, p_sku, line.held)::lost;
    END LOOP;
    UPDATE level SET on_hand = on_hand - p_quantity WHERE sku_id = p_sku;
END $$;

-- Marks the lots whose date has passed, so that no verb ever counts or takes one.
CREATE FUNCTION shared.drop_outdated(p_skus uuid[], p_act shared.act) RETURNS SETOF shared.lost
LANGUAGE plpgsql AS $$
DECLARE
    old lot;
BEGIN
    FOR old IN
        SELECT * FROM lot WHERE sku_id = ANY (p_skus) AND status = 'available' AND NOT fit(expires_on, p_act.at)
    LOOP
        UPDATE lot SET status = 'expired' WHERE id = old.id;
        PERFORM add_movement(old, 0, 'expired', 'lot:' || old.id, 'out of date', p_act);
        RETURN QUERY SELECT * FROM lower_level(old.sku_id, old.on_hand, p_act);
    END LOOP;
END $$;

-- Frees what other reservations still hold of a SKU although their time is over.
CREATE FUNCTION shared.drop_lapsed(p_sku uuid, p_except text, p_now timestamptz) RETURNS void
LANGUAGE sql AS $$
    WITH lapsed AS (
        SELECT line.reference, line.held FROM shared.reservation_line AS line JOIN shared.reservation USING (reference)
         WHERE line.sku_id = p_sku AND line.held > 0 AND expires_at <= p_now AND line.reference <> p_except
    ), freed AS (
        UPDATE shared.reservation_line AS line SET held = 0 FROM lapsed
         WHERE line.reference = lapsed.reference AND line.sku_id = p_sku
    )
    UPDATE shared.level SET reserved = reserved - (SELECT coalesce(sum(held), 0) FROM lapsed) WHERE sku_id = p_sku
$$;

-- Holds whatever of the reservation's lines is not held yet, or refuses the whole.
CREATE FUNCTION shared.hold(p_reference text, p_act shared.act) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    skus uuid[] := ARRAY(SELECT sku_id FROM reservation_line WHERE reference = p_reference);
    line record;
BEGIN
    PERFORM lock_levels(skus);
    PERFORM drop_outdated(skus, p_act);
    FOR line IN
        SELECT sku_id, quantity, held FROM reservation_line
         WHERE reference = p_reference AND held < quantity ORDER BY sku_id
    LOOP
        IF NOT hold_line(line.sku_id, line.quantity - line.held) THEN
            PERFORM drop_lapsed(line.sku_id, p_reference, p_act.at);
            IF NOT hold_line(line.sku_id, line.quantity - line.held) THEN
                PERFORM refuse_short(line.sku_id, line.quantity, line.held);
            END IF;
        END IF;
        UPDATE reservation_line SET held = quantity WHERE reference = p_reference AND sku_id = line.sku_id;
    END LOOP;
END $$;

CREATE FUNCTION shared.hold_line(p_sku uuid, p_quantity integer) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE level SET reserved = reserved + p_quantity WHERE sku_id = p_sku AND on_hand - reserved >= p_quantity;
    RETURN FOUND;
END $$;

CREATE FUNCTION shared.refuse_short(p_sku uuid, p_wanted integer, p_held integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    free integer;
BEGIN
    SELECT on_hand - reserved + p_held INTO free FROM level WHERE sku_id = p_sku;
    RAISE EXCEPTION 'Only % of % are available.', free, p_wanted USING ERRCODE = 'CS001',
        DETAIL = jsonb_build_object('sku', p_sku, 'wanted', p_wanted, 'available', free)::text;
END $$;

-- Ends reservations without taking anything. Their levels are locked.
CREATE FUNCTION shared.let_go(p_references text[], p_status text, p_act shared.act) RETURNS SETOF shared.lost
LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT reference, sku_id, held FROM reservation_line
                  WHERE reference = ANY (p_references) AND held > 0 ORDER BY reference, sku_id;
    UPDATE level SET reserved = reserved - gone.held FROM (
        SELECT sku_id, sum(held) AS held FROM reservation_line WHERE reference = ANY (p_references) GROUP BY sku_id
    ) AS gone WHERE level.sku_id = gone.sku_id;
    UPDATE reservation_line SET held = 0 WHERE reference = ANY (p_references);
    UPDATE reservation SET status = p_status WHERE reference = ANY (p_references);
    PERFORM add_step(p_references, p_status, p_act);
END $$;
