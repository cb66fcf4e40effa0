GRANT SELECT (n, at) ON audit.seal TO {{storefront}};
