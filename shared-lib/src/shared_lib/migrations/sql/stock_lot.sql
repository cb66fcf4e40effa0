-- Lots: receipt, counts, destruction, returns, and whether they may be sold.

-- Begins a call on a lot, or returns the answer that its repetition was given before.
CREATE FUNCTION shared.begin_call(p_reference text, p_asked jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    earlier lot_call;
BEGIN
    INSERT INTO lot_call VALUES (p_reference, p_asked, NULL) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        RETURN NULL;
    END IF;
    SELECT * INTO earlier FROM lot_call WHERE reference = p_reference;
    IF earlier.asked <> p_asked THEN
        RAISE EXCEPTION 'The reference was used for something else.' USING ERRCODE = 'CS009';
    END IF;
    RETURN earlier.answer;
END $$;

CREATE FUNCTION shared.end_call(p_reference text, p_answer jsonb) RETURNS jsonb
LANGUAGE sql AS $$
    UPDATE shared.lot_call SET answer = p_answer WHERE reference = p_reference RETURNING answer
$$;

-- Locks a lot by its SKU's level, and returns it as it is then.
CREATE FUNCTION shared.lock_lot(p_lot uuid) RETURNS shared.lot
LANGUAGE plpgsql AS $$
DECLARE
    found_one lot;
BEGIN
    PERFORM lock_levels(ARRAY(SELECT sku_id FROM lot WHERE id = p_lot));
    SELECT * INTO found_one FROM lot WHERE id = p_lot;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no such lot.' USING ERRCODE = 'CS007';
    END IF;
    RETURN found_one;
END $$;

-- The SKU's lot of this code and location, made if there is none yet.
CREATE FUNCTION shared.open_lot(p_new shared.lot) RETURNS shared.lot
LANGUAGE plpgsql AS $$
DECLARE
    known lot;
BEGIN
    INSERT INTO lot SELECT p_new.* ON CONFLICT (sku_id, code, location) DO NOTHING;
    SELECT * INTO known FROM lot
     WHERE sku_id = p_new.sku_id AND code = p_new.code AND location = p_new.location;
    IF known.expires_on IS DISTINCT FROM p_new.expires_on THEN
        RAISE EXCEPTION 'The lot is known with another date.' USING ERRCODE = 'CS010';
    END IF;
    RETURN known;
END $$;

CREATE FUNCTION shared.receive(p_reference text, p_lot uuid, p_sku uuid, p_code text, p_expires_on date,
                               p_location text, p_status text, p_quantity integer, p_now timestamptz,
                               p_payload bytea, p_leaf bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
DECLARE
    answer jsonb := begin_call(p_reference, jsonb_build_array(
        'receive', p_sku, p_code, p_expires_on, p_location, p_status, p_quantity));
    act act;
    target lot;
BEGIN
    IF answer IS NOT NULL THEN
        RETURN (answer ->> 0)::uuid;
    END IF;
    IF p_quantity < 1 OR p_status NOT IN ('available', 'quarantined') THEN
        RAISE EXCEPTION 'At least one unit is received, for sale or into quarantine.' USING ERRCODE = 'CS008';
    END IF;
    act := begin_act(p_now, p_payload, p_leaf);
    PERFORM lock_levels(ARRAY[p_sku]);
    target := open_lot(ROW(p_lot, p_sku, p_code, p_expires_on, p_location, p_status, 0, p_now)::lot);
    UPDATE lot SET on_hand = on_hand + p_quantity WHERE id = target.id;
    PERFORM add_movement(target, p_quantity, 'received', p_reference, '', act);
    IF target.status = 'available' THEN
        UPDATE level SET on_hand = on_hand + p_quantity WHERE sku_id = p_sku;
    END IF;
    PERFORM drop_outdated(ARRAY[p_sku], act);
    RETURN (end_call(p_reference, jsonb_build_array(target.id)) ->> 0)::uuid;
END $$;

CREATE FUNCTION shared.refuse_change_of(p_lot shared.lot, p_kind text, p_delta integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_lot.on_hand + p_delta < 0 THEN
        RAISE EXCEPTION 'The lot holds only %.', p_lot.on_hand USING ERRCODE = 'CS006';
    END IF;
    IF p_kind = 'returned' AND EXISTS (
        SELECT FROM sku JOIN product ON product.id = sku.product_id
         WHERE sku.id = p_lot.sku_id AND product.needs_prescription
    ) THEN
        RAISE EXCEPTION 'A prescription drug that left is destroyed, never restocked.' USING ERRCODE = 'CS006';
    END IF;
END $$;

CREATE FUNCTION shared.change_lot(p_reference text, p_lot uuid, p_kind text, p_delta integer, p_reason text,
                                  p_now timestamptz, p_payload bytea, p_leaf bytea) RETURNS SETOF shared.lost
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
DECLARE
    answer jsonb := begin_call(p_reference, jsonb_build_array(p_kind, p_lot, p_delta, p_reason));
    act act;
    target lot;
    gone lost[];
BEGIN
    IF answer IS NULL THEN
        IF p_kind NOT IN ('adjusted', 'destroyed', 'returned') OR p_delta = 0 OR p_reason = ''
           OR (p_kind = 'destroyed' AND p_delta > 0) OR (p_kind = 'returned' AND p_delta < 0) THEN
            RAISE EXCEPTION 'A lot is changed by at least one unit, for a reason.' USING ERRCODE = 'CS008';
        END IF;
        act := begin_act(p_now, p_payload, p_leaf);
        target := lock_lot(p_lot);
        gone := ARRAY(SELECT drop_outdated(ARRAY[target.sku_id], act));
        SELECT * INTO target FROM lot WHERE id = p_lot;
        PERFORM refuse_change_of(target, p_kind, p_delta);
        IF target.status = 'available' THEN
            gone := gone || ARRAY(SELECT lower_level(target.sku_id, -p_delta, act));
        END IF;
        UPDATE lot SET on_hand = on_hand + p_delta WHERE id = p_lot;
        PERFORM add_movement(target, p_delta, p_kind, p_reference, p_reason, act);
        answer := end_call(p_reference, to_jsonb(gone));
    END IF;
    RETURN QUERY SELECT * FROM jsonb_populate_recordset(NULL::lost, answer);
END $$;

CREATE FUNCTION shared.refuse_status_of(p_lot shared.lot, p_status text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_status NOT IN ('available', 'quarantined', 'recalled') OR p_lot.status = 'recalled'
       OR (p_lot.status = 'expired' AND p_status <> 'recalled')
       OR (p_status = 'available' AND NOT fit(p_lot.expires_on, p_now)) THEN
        RAISE EXCEPTION 'A lot that is % cannot become %.', p_lot.status, p_status USING ERRCODE = 'CS010';
    END IF;
END $$;

CREATE FUNCTION shared.set_lot_status(p_reference text, p_lot uuid, p_status text, p_reason text, p_now timestamptz,
                                      p_payload bytea, p_leaf bytea) RETURNS SETOF shared.lost
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
DECLARE
    answer jsonb := begin_call(p_reference, jsonb_build_array(p_status, p_lot, p_reason));
    act act;
    target lot;
    gone lost[] := '{}';
BEGIN
    IF answer IS NULL THEN
        IF p_reason = '' THEN
            RAISE EXCEPTION 'A lot changes its status for a reason.' USING ERRCODE = 'CS008';
        END IF;
        target := lock_lot(p_lot);
        IF target.status <> p_status THEN
            PERFORM refuse_status_of(target, p_status, p_now);
            act := begin_act(p_now, p_payload, p_leaf);
            gone := move_level(target, p_status, act);
            UPDATE lot SET status = p_status WHERE id = p_lot;
            PERFORM add_movement(target, 0, p_status, p_reference, p_reason, act);
        END IF;
        answer := end_call(p_reference, to_jsonb(gone));
    END IF;
    RETURN QUERY SELECT * FROM jsonb_populate_recordset(NULL::lost, answer);
END $$;

-- Puts a lot's goods on sale or takes them off, as its status goes from what it was to what it will be.
CREATE FUNCTION shared.move_level(p_lot shared.lot, p_status text, p_act shared.act) RETURNS shared.lost[]
LANGUAGE plpgsql AS $$
BEGIN
    IF p_lot.status = 'available' THEN
        RETURN ARRAY(SELECT lower_level(p_lot.sku_id, p_lot.on_hand, p_act));
    ELSIF p_status = 'available' THEN
        RETURN ARRAY(SELECT lower_level(p_lot.sku_id, -p_lot.on_hand, p_act));
    END IF;
    RETURN '{}';
END $$;
