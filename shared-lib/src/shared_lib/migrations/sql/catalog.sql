-- The catalogue. Times are the business's own and come from the caller: no column has a time default.

CREATE TABLE shared.category (
    id          uuid PRIMARY KEY,
    slug        text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    status      text NOT NULL DEFAULT 'active' CHECK (status IN ('draft', 'active', 'retired')),
    position    integer NOT NULL DEFAULT 0
);

CREATE TABLE shared.category_text (
    category_id uuid NOT NULL REFERENCES shared.category,
    locale      text NOT NULL CHECK (locale ~ '^[a-z]{2}(-[A-Za-z]{2,4})?$'),
    name        text NOT NULL CHECK (name <> ''),
    summary     text NOT NULL DEFAULT '',
    PRIMARY KEY (category_id, locale)
);

CREATE TABLE shared.product (
    id                     uuid PRIMARY KEY,
    slug                   text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    kind                   text NOT NULL CHECK (kind IN ('otc', 'rx', 'device', 'lab_kit', 'membership', 'service')),
    needs_prescription     boolean NOT NULL,
    category_id            uuid NOT NULL REFERENCES shared.category,
    rx_class               text,
    dea_schedule           text CHECK (dea_schedule IN ('I', 'II', 'III', 'IV', 'V')),
    pharmacy               text CHECK (pharmacy IN ('dispensary', 'outside')),
    cold_chain             boolean NOT NULL DEFAULT false,
    days_supply            integer CHECK (days_supply > 0),
    alternative_product_id uuid REFERENCES shared.product,
    tax_class              text NOT NULL DEFAULT 'general',
    status                 text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'retired')),
    position               integer NOT NULL DEFAULT 0,
    CONSTRAINT product_needs_prescription CHECK (needs_prescription = (kind = 'rx')),
    CONSTRAINT product_names_its_pharmacy CHECK (needs_prescription = (pharmacy IS NOT NULL)),
    CONSTRAINT product_names_its_rx_class CHECK (needs_prescription = (rx_class IS NOT NULL)),
    CONSTRAINT product_controlled_is_never_offered CHECK (dea_schedule IS NULL OR status <> 'active'),
    CONSTRAINT product_is_not_its_alternative CHECK (alternative_product_id <> id)
);
CREATE INDEX product_shelf ON shared.product (category_id, position, slug) WHERE status = 'active';

CREATE TABLE shared.product_text (
    product_id  uuid NOT NULL REFERENCES shared.product,
    locale      text NOT NULL CHECK (locale ~ '^[a-z]{2}(-[A-Za-z]{2,4})?$'),
    name        text NOT NULL CHECK (name <> ''),
    summary     text NOT NULL DEFAULT '',
    unit_text   text NOT NULL DEFAULT '',
    search      tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', name), 'A')
        || setweight(to_tsvector('english', name), 'B')
        || setweight(to_tsvector('english', summary), 'C')
    ) STORED,
    PRIMARY KEY (product_id, locale)
);
CREATE INDEX product_text_search ON shared.product_text USING gin (search);

CREATE TABLE shared.sku (
    id          uuid PRIMARY KEY,
    product_id  uuid NOT NULL REFERENCES shared.product,
    code        text NOT NULL UNIQUE CHECK (code <> ''),
    attributes  jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    gtin        text UNIQUE CHECK (gtin ~ '^([0-9]{8}|[0-9]{12,14})$'),
    weight_g    integer NOT NULL DEFAULT 0 CHECK (weight_g >= 0),
    stocked     boolean NOT NULL DEFAULT true,
    par_level   integer NOT NULL DEFAULT 0 CHECK (par_level >= 0),
    status      text NOT NULL DEFAULT 'active' CHECK (status IN ('draft', 'active', 'retired')),
    position    integer NOT NULL DEFAULT 0
);
CREATE INDEX sku_product ON shared.sku (product_id, position);

-- A range over UUIDs lets a plain GiST index compare the SKU for equality: no extension is needed.
CREATE TYPE shared.uuid_range AS RANGE (subtype = uuid);

CREATE TABLE shared.price (
    id          uuid PRIMARY KEY,
    sku_id      uuid NOT NULL REFERENCES shared.sku,
    amount      bigint NOT NULL CHECK (amount >= 0),
    currency    text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    valid_from  timestamptz NOT NULL,
    valid_until timestamptz CHECK (valid_until > valid_from),
    CONSTRAINT price_one_at_a_time EXCLUDE USING gist (
        shared.uuid_range(sku_id, sku_id, '[]') WITH &&, tstzrange(valid_from, valid_until) WITH &&
    )
);
CREATE INDEX price_sku ON shared.price (sku_id, valid_from);

-- What was sold freely may not turn into a prescription product or back, nor may a SKU move to another product.
CREATE FUNCTION shared.keep_kind() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'A product keeps its kind, and a SKU its product.' USING ERRCODE = 'CS031';
END $$;
CREATE TRIGGER product_keeps_kind BEFORE UPDATE OF kind, needs_prescription ON shared.product FOR EACH ROW
    WHEN (OLD.kind <> NEW.kind OR OLD.needs_prescription <> NEW.needs_prescription)
    EXECUTE FUNCTION shared.keep_kind();
CREATE TRIGGER sku_keeps_product BEFORE UPDATE OF product_id ON shared.sku FOR EACH ROW
    WHEN (OLD.product_id <> NEW.product_id) EXECUTE FUNCTION shared.keep_kind();

CREATE FUNCTION shared.set_price(p_id uuid, p_sku uuid, p_amount bigint, p_currency text, p_from timestamptz,
                                 p_now timestamptz, p_payload bytea, p_leaf bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
DECLARE
    standing shared.price;
BEGIN
    PERFORM FROM sku WHERE id = p_sku FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no such SKU.' USING ERRCODE = 'CS003';
    END IF;
    SELECT * INTO standing FROM price
     WHERE sku_id = p_sku AND valid_from <= p_from AND (valid_until IS NULL OR valid_until > p_from);
    IF standing.amount = p_amount AND standing.currency = p_currency AND standing.valid_until IS NULL THEN
        RETURN false;
    END IF;
    IF p_from < p_now OR standing.valid_from = p_from OR EXISTS (
        SELECT FROM price WHERE sku_id = p_sku AND valid_from > p_from
    ) THEN
        RAISE EXCEPTION 'A price begins now or later, and after every other.' USING ERRCODE = 'CS030';
    END IF;
    PERFORM audit.append(p_payload, p_leaf);
    UPDATE price SET valid_until = p_from WHERE id = standing.id;
    INSERT INTO price VALUES (p_id, p_sku, p_amount, p_currency, p_from, NULL);
    RETURN true;
END $$;
