-- Promises of stock: reserve, extend, release, and letting go of what is due.

-- The lines of a call, summed by SKU.
CREATE FUNCTION shared.summed(p_lines jsonb) RETURNS TABLE (sku_id uuid, quantity bigint)
LANGUAGE plpgsql AS $$
BEGIN
    IF jsonb_array_length(p_lines) = 0
       OR EXISTS (SELECT FROM jsonb_array_elements(p_lines) AS line WHERE (line ->> 'quantity')::bigint < 1) THEN
        RAISE EXCEPTION 'Stock is reserved in whole units of at least one SKU.' USING ERRCODE = 'CS008';
    END IF;
    RETURN QUERY SELECT (line ->> 'sku')::uuid, sum((line ->> 'quantity')::integer)
                   FROM jsonb_array_elements(p_lines) AS line GROUP BY 1 ORDER BY 1;
END $$;

CREATE FUNCTION shared.refuse_unfit_lines(p_lines jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM summed(p_lines) AS line WHERE line.sku_id NOT IN (SELECT level.sku_id FROM level)) THEN
        RAISE EXCEPTION 'There is no such SKU in stock.' USING ERRCODE = 'CS003';
    END IF;
    IF holder() = 'shop' AND EXISTS (
        SELECT FROM summed(p_lines) AS line JOIN sku ON sku.id = line.sku_id JOIN product ON product.id = sku.product_id
         WHERE product.needs_prescription
    ) THEN
        RAISE EXCEPTION 'The shop cannot promise what needs a prescription.' USING ERRCODE = 'CS011';
    END IF;
END $$;

-- Tells whether the reference is new and its reservation was begun; refuses one that stands for something else.
CREATE FUNCTION shared.begin_reservation(p_reference text, p_lines jsonb, p_expires_at timestamptz, p_now timestamptz)
RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reservation VALUES (p_reference, holder(), 'held', p_expires_at, p_now) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        INSERT INTO reservation_line SELECT p_reference, sku_id, quantity, 0 FROM summed(p_lines);
        RETURN true;
    END IF;
    PERFORM FROM reservation WHERE reference = p_reference FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM reservation WHERE reference = p_reference AND holder <> holder()) OR EXISTS (
        (SELECT sku_id, quantity FROM reservation_line WHERE reference = p_reference
         EXCEPT SELECT sku_id, quantity FROM summed(p_lines))
        UNION ALL
        (SELECT sku_id, quantity FROM summed(p_lines)
         EXCEPT SELECT sku_id, quantity FROM reservation_line WHERE reference = p_reference)
    ) THEN
        RAISE EXCEPTION 'The reference stands for other lines.' USING ERRCODE = 'CS002';
    END IF;
    RETURN false;
END $$;

CREATE FUNCTION shared.refuse_past(p_expires_at timestamptz, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_expires_at IS NULL OR p_expires_at <= p_now THEN
        RAISE EXCEPTION 'A promise of stock ends after it begins.' USING ERRCODE = 'CS008';
    END IF;
END $$;

-- Holds the lines and keeps the promise at least until then.
CREATE FUNCTION shared.keep(p_reference text, p_expires_at timestamptz, p_act shared.act) RETURNS shared.promise
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold(p_reference, p_act);
    UPDATE reservation SET status = 'held', expires_at = greatest(expires_at, p_expires_at)
     WHERE reference = p_reference;
    PERFORM add_step(ARRAY[p_reference], 'held', p_act);
    RETURN promised(p_reference);
END $$;

CREATE FUNCTION shared.reserve(p_reference text, p_lines jsonb, p_expires_at timestamptz, p_now timestamptz,
                               p_payload bytea, p_leaf bytea) RETURNS shared.promise
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
BEGIN
    PERFORM refuse_unfit_lines(p_lines);
    -- A repetition may come late, after the release: it tells what became of the promise and never makes it again.
    IF NOT begin_reservation(p_reference, p_lines, p_expires_at, p_now) THEN
        RETURN promised(p_reference);
    END IF;
    PERFORM refuse_past(p_expires_at, p_now);
    RETURN keep(p_reference, p_expires_at, begin_act(p_now, p_payload, p_leaf));
END $$;

CREATE FUNCTION shared.extend(p_reference text, p_expires_at timestamptz, p_now timestamptz,
                              p_payload bytea, p_leaf bytea) RETURNS shared.promise
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
DECLARE
    known promise;
BEGIN
    PERFORM refuse_past(p_expires_at, p_now);
    PERFORM own(p_reference);
    known := promised(p_reference);
    IF known.status = 'consumed' THEN
        RAISE EXCEPTION 'What was consumed is no longer promised.' USING ERRCODE = 'CS005';
    END IF;
    IF known.whole AND known.expires_at >= p_expires_at THEN
        RETURN known;
    END IF;
    RETURN keep(p_reference, p_expires_at, begin_act(p_now, p_payload, p_leaf));
END $$;

CREATE FUNCTION shared.release(p_reference text, p_now timestamptz, p_payload bytea, p_leaf bytea)
RETURNS shared.promise
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
DECLARE
    known reservation := own(p_reference);
BEGIN
    IF known.status = 'consumed' THEN
        RAISE EXCEPTION 'What was consumed is no longer promised.' USING ERRCODE = 'CS005';
    END IF;
    IF known.status = 'held' THEN
        PERFORM lock_levels(ARRAY(SELECT sku_id FROM reservation_line WHERE reference = p_reference));
        PERFORM let_go(ARRAY[p_reference], 'released', begin_act(p_now, p_payload, p_leaf));
    END IF;
    RETURN promised(p_reference);
END $$;

CREATE FUNCTION shared.expire_due(p_now timestamptz, p_payload bytea, p_leaf bytea, p_limit integer)
RETURNS SETOF shared.lost
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
DECLARE
    due text[] := ARRAY(
        SELECT reference FROM reservation WHERE status = 'held' AND expires_at <= p_now
         ORDER BY expires_at LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED);
    skus uuid[] := ARRAY(
        SELECT sku_id FROM lot WHERE status = 'available' AND NOT fit(expires_on, p_now)
        UNION SELECT sku_id FROM reservation_line WHERE reference = ANY (due));
    act act;
BEGIN
    IF cardinality(skus) = 0 THEN
        RETURN;
    END IF;
    act := begin_act(p_now, p_payload, p_leaf);
    PERFORM lock_levels(skus);
    RETURN QUERY SELECT * FROM let_go(due, 'expired', act);
    RETURN QUERY SELECT * FROM drop_outdated(skus, act);
END $$;

CREATE FUNCTION shared.find_reservation(p_reference text) RETURNS SETOF shared.promise
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM reservation WHERE reference = p_reference AND holder = holder()) THEN
        RETURN NEXT promised(p_reference);
    END IF;
END $$;
