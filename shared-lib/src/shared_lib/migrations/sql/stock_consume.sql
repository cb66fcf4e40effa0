-- Taking promised goods out of their lots.

CREATE FUNCTION shared.list_allocations(p_reference text) RETURNS SETOF shared.allocated
LANGUAGE sql STABLE AS $$
    SELECT allocation.sku_id, lot.id, lot.code, lot.expires_on, allocation.quantity
      FROM shared.allocation JOIN shared.lot ON lot.id = allocation.lot_id
     WHERE allocation.reference = p_reference
     ORDER BY allocation.sku_id, lot.expires_on NULLS LAST, lot.received_at, lot.id
$$;

-- First expiry first: each lot gives what the lots before it could not.
CREATE FUNCTION shared.allocate_first_expiry(p_reference text) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO shared.allocation (reference, lot_id, sku_id, quantity)
    SELECT p_reference, id, sku_id, least(on_hand, wanted - earlier) FROM (
        SELECT lot.id, lot.sku_id, lot.on_hand, line.quantity AS wanted,
               sum(lot.on_hand) OVER (PARTITION BY lot.sku_id ORDER BY lot.expires_on NULLS LAST, lot.received_at,
                                      lot.id) - lot.on_hand AS earlier
          FROM shared.lot JOIN shared.reservation_line AS line ON line.sku_id = lot.sku_id
         WHERE line.reference = p_reference AND lot.status = 'available' AND lot.on_hand > 0
    ) AS next WHERE wanted > earlier
$$;

CREATE FUNCTION shared.chosen(p_lots jsonb) RETURNS TABLE (lot_id uuid, quantity bigint)
LANGUAGE sql IMMUTABLE AS $$
    SELECT (choice ->> 'lot')::uuid, sum((choice ->> 'quantity')::integer)
      FROM jsonb_array_elements(p_lots) AS choice GROUP BY 1
$$;

CREATE FUNCTION shared.allocate_chosen(p_reference text, p_lots jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM chosen(p_lots) WHERE quantity < 1) THEN
        RAISE EXCEPTION 'At least one unit is taken from a lot.' USING ERRCODE = 'CS008';
    END IF;
    IF EXISTS (SELECT FROM chosen(p_lots) WHERE lot_id NOT IN (SELECT id FROM lot)) THEN
        RAISE EXCEPTION 'There is no such lot.' USING ERRCODE = 'CS007';
    END IF;
    IF EXISTS (SELECT FROM chosen(p_lots) AS choice JOIN lot ON lot.id = choice.lot_id
                WHERE lot.status <> 'available' OR lot.on_hand < choice.quantity) THEN
        RAISE EXCEPTION 'A chosen lot is out of date, withheld, or holds too little.' USING ERRCODE = 'CS006';
    END IF;
    INSERT INTO allocation SELECT p_reference, lot.id, lot.sku_id, choice.quantity
                             FROM chosen(p_lots) AS choice JOIN lot ON lot.id = choice.lot_id;
END $$;

CREATE FUNCTION shared.refuse_other_lots(p_reference text, p_lots jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_lots IS NOT NULL AND EXISTS (
        (SELECT lot_id, quantity FROM chosen(p_lots)
         EXCEPT SELECT lot_id, quantity FROM allocation WHERE reference = p_reference)
        UNION ALL
        (SELECT lot_id, quantity FROM allocation WHERE reference = p_reference
         EXCEPT SELECT lot_id, quantity FROM chosen(p_lots))
    ) THEN
        RAISE EXCEPTION 'The reservation was consumed from other lots.' USING ERRCODE = 'CS002';
    END IF;
END $$;

CREATE FUNCTION shared.refuse_unequal(p_reference text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT sku_id, quantity FROM reservation_line WHERE reference = p_reference) AS line
          FULL JOIN (SELECT sku_id, sum(quantity) AS quantity FROM allocation WHERE reference = p_reference
                      GROUP BY sku_id) AS taken USING (sku_id)
         WHERE line.quantity IS DISTINCT FROM taken.quantity
    ) THEN
        RAISE EXCEPTION 'The lots do not add up to the lines.' USING ERRCODE = 'CS002';
    END IF;
END $$;

-- Books what was allocated: out of the lots, out of the levels, into the history.
CREATE FUNCTION shared.take(p_reference text, p_act shared.act) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE lot SET on_hand = on_hand - allocation.quantity FROM allocation
     WHERE allocation.reference = p_reference AND allocation.lot_id = lot.id;
    UPDATE level SET on_hand = on_hand - line.quantity, reserved = reserved - line.held FROM reservation_line AS line
     WHERE line.reference = p_reference AND line.sku_id = level.sku_id;
    UPDATE reservation_line SET held = 0 WHERE reference = p_reference;
    UPDATE reservation SET status = 'consumed' WHERE reference = p_reference;
    PERFORM add_movement(lot, -allocation.quantity, 'consumed', p_reference, '', p_act)
       FROM allocation JOIN lot ON lot.id = allocation.lot_id WHERE allocation.reference = p_reference;
    PERFORM add_step(ARRAY[p_reference], 'consumed', p_act);
END $$;

CREATE FUNCTION shared.consume(p_reference text, p_lots jsonb, p_now timestamptz, p_payload bytea, p_leaf bytea)
RETURNS SETOF shared.allocated
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
DECLARE
    known reservation := own(p_reference);
    act act;
BEGIN
    IF known.status = 'consumed' THEN
        PERFORM refuse_other_lots(p_reference, p_lots);
    ELSE
        act := begin_act(p_now, p_payload, p_leaf);
        PERFORM hold(p_reference, act);
        IF p_lots IS NULL THEN
            PERFORM allocate_first_expiry(p_reference);
        ELSE
            PERFORM allocate_chosen(p_reference, p_lots);
        END IF;
        PERFORM refuse_unequal(p_reference);
        PERFORM take(p_reference, act);
    END IF;
    RETURN QUERY SELECT * FROM list_allocations(p_reference);
END $$;

CREATE FUNCTION shared.allocations(p_reference text) RETURNS SETOF shared.allocated
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM list_allocations(p_reference)
                  WHERE EXISTS (SELECT FROM reservation WHERE reference = p_reference AND holder = holder());
END $$;

CREATE FUNCTION shared.consumers(p_lot uuid) RETURNS TABLE (reference text, quantity integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
    SELECT allocation.reference, allocation.quantity FROM shared.allocation JOIN shared.reservation USING (reference)
     WHERE lot_id = p_lot AND holder = shared.holder() ORDER BY reference
$$;
