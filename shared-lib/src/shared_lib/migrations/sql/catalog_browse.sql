-- What shoppers choose by: facets, the words of options, pictures, plans, and what goes together. Short labels that
-- always travel with their key are one jsonb by locale; texts that editors write stay rows by locale.

ALTER TABLE shared.product
    ADD COLUMN ingredients   text[] NOT NULL DEFAULT '{}',
    ADD COLUMN picture       text CHECK (picture <> ''),
    ADD COLUMN introduced_on date,
    ADD CONSTRAINT product_and_its_wall UNIQUE (id, needs_prescription);

ALTER TABLE shared.product_text
    ADD COLUMN points       text[] NOT NULL DEFAULT '{}',
    ADD COLUMN search_terms text[] NOT NULL DEFAULT '{}';

ALTER TABLE shared.sku
    ADD COLUMN picture text CHECK (picture <> ''),
    ADD COLUMN ndc     text CHECK (ndc ~ '^[0-9]{4,5}-[0-9]{3,4}-[0-9]{1,2}$'),
    ADD COLUMN period  text CHECK (period IN ('month', 'quarter', 'year'));

-- What a SKU's attributes are called, and their values in other languages than the shop's own.
CREATE TABLE shared.option (
    key         text PRIMARY KEY CHECK (key <> ''),
    position    integer NOT NULL DEFAULT 0,
    names       jsonb NOT NULL CHECK (jsonb_typeof(names) = 'object' AND names ->> 'en' <> '')
);

CREATE TABLE shared.sku_text (
    sku_id      uuid NOT NULL REFERENCES shared.sku,
    locale      text NOT NULL CHECK (locale ~ '^[a-z]{2}(-[A-Za-z]{2,4})?$'),
    attributes  jsonb NOT NULL CHECK (jsonb_typeof(attributes) = 'object'),
    PRIMARY KEY (sku_id, locale)
);

CREATE TABLE shared.facet (
    key         text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
    position    integer NOT NULL DEFAULT 0,
    names       jsonb NOT NULL CHECK (jsonb_typeof(names) = 'object' AND names ->> 'en' <> '')
);

CREATE TABLE shared.facet_value (
    facet_key   text NOT NULL REFERENCES shared.facet,
    key         text NOT NULL CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    position    integer NOT NULL DEFAULT 0,
    names       jsonb NOT NULL CHECK (jsonb_typeof(names) = 'object' AND names ->> 'en' <> ''),
    PRIMARY KEY (facet_key, key)
);

CREATE TABLE shared.product_facet (
    product_id  uuid NOT NULL REFERENCES shared.product,
    facet_key   text NOT NULL,
    value_key   text NOT NULL,
    PRIMARY KEY (product_id, facet_key, value_key),
    FOREIGN KEY (facet_key, value_key) REFERENCES shared.facet_value
);

-- How often a product may come by itself, and what that saves. Never for what needs a prescription.
CREATE TABLE shared.plan (
    product_id         uuid NOT NULL REFERENCES shared.product,
    every_days         integer NOT NULL CHECK (every_days BETWEEN 7 AND 366),
    discount_bp        integer NOT NULL DEFAULT 0 CHECK (discount_bp BETWEEN 0 AND 5000),
    needs_prescription boolean NOT NULL DEFAULT false,
    PRIMARY KEY (product_id, every_days),
    CONSTRAINT plan_never_for_a_prescription CHECK (NOT needs_prescription),
    FOREIGN KEY (product_id, needs_prescription) REFERENCES shared.product (id, needs_prescription)
);

CREATE TABLE shared.product_relation (
    product_id  uuid NOT NULL REFERENCES shared.product,
    other_id    uuid NOT NULL REFERENCES shared.product,
    relation    text NOT NULL CHECK (relation IN ('bought_with', 'related')),
    position    integer NOT NULL DEFAULT 0,
    PRIMARY KEY (product_id, relation, other_id),
    CONSTRAINT product_relation_is_to_another CHECK (product_id <> other_id)
);

-- Which state of the catalogue is committed. Raised once a transaction and at its very end, so that it is the last
-- lock that anybody takes: who reads the same version twice has missed nothing in between.
CREATE TABLE shared.catalog_version (
    is_one      boolean PRIMARY KEY DEFAULT true CHECK (is_one),
    version     bigint NOT NULL
);
INSERT INTO shared.catalog_version (version) VALUES (1);

CREATE FUNCTION shared.raise_catalog_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shared, pg_temp AS $$
DECLARE
    mine text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('shared.catalog_raised_by', true) IS DISTINCT FROM mine THEN
        PERFORM set_config('shared.catalog_raised_by', mine, true);
        UPDATE catalog_version SET version = version + 1;
    END IF;
    RETURN NULL;
END $$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'category', 'category_text', 'product', 'product_text', 'sku', 'sku_text', 'price', 'option', 'facet',
        'facet_value', 'product_facet', 'plan', 'product_relation'
    ] LOOP
        EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON shared.%I'
                       ' DEFERRABLE INITIALLY DEFERRED FOR EACH ROW'
                       ' EXECUTE FUNCTION shared.raise_catalog_version()', name || '_raises_version', name);
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION shared.raise_catalog_version() FROM PUBLIC;
GRANT SELECT ON shared.option, shared.sku_text, shared.facet, shared.facet_value, shared.product_facet, shared.plan,
                shared.product_relation, shared.catalog_version TO {{storefront}}, {{portal}}, {{report}};
GRANT INSERT, UPDATE, DELETE ON shared.option, shared.sku_text, shared.facet, shared.facet_value,
                shared.product_facet, shared.plan, shared.product_relation TO {{storefront}};
