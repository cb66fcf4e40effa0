-- In the shop's database the applications append and read nothing; the stock functions append for their callers.
GRANT USAGE ON SCHEMA audit TO {{storefront}}, {{portal}}, {{shared_owner}};
GRANT EXECUTE ON FUNCTION audit.append(bytea, bytea) TO {{storefront}}, {{portal}}, {{shared_owner}};
