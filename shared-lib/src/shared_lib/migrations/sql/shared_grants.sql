-- Who may do what in `shared`. Stock is written by its functions alone.
REVOKE ALL ON ALL TABLES IN SCHEMA shared FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA shared FROM PUBLIC;
GRANT USAGE ON SCHEMA shared TO {{storefront}}, {{portal}}, {{report}};

GRANT SELECT ON shared.category, shared.category_text, shared.product, shared.product_text, shared.sku, shared.price,
                shared.lot, shared.level, shared.movement TO {{storefront}}, {{portal}}, {{report}};
GRANT INSERT, UPDATE ON shared.category, shared.category_text, shared.product, shared.product_text, shared.sku
    TO {{storefront}};
GRANT DELETE ON shared.category_text, shared.product_text TO {{storefront}};
GRANT INSERT, UPDATE (valid_until) ON shared.price TO {{storefront}};

GRANT EXECUTE ON FUNCTION shared.available(uuid, timestamptz), shared.fit(date, timestamptz)
    TO {{storefront}}, {{portal}}, {{report}};
GRANT EXECUTE ON FUNCTION shared.set_price(uuid, uuid, bigint, text, timestamptz, timestamptz, bytea, bytea)
    TO {{storefront}};
GRANT EXECUTE ON FUNCTION
    shared.reserve(text, jsonb, timestamptz, timestamptz, bytea, bytea),
    shared.extend(text, timestamptz, timestamptz, bytea, bytea),
    shared.release(text, timestamptz, bytea, bytea),
    shared.consume(text, jsonb, timestamptz, bytea, bytea),
    shared.expire_due(timestamptz, bytea, bytea, integer),
    shared.receive(text, uuid, uuid, text, date, text, text, integer, timestamptz, bytea, bytea),
    shared.change_lot(text, uuid, text, integer, text, timestamptz, bytea, bytea),
    shared.set_lot_status(text, uuid, text, text, timestamptz, bytea, bytea),
    shared.find_reservation(text),
    shared.allocations(text),
    shared.consumers(uuid)
    TO {{storefront}}, {{portal}};
