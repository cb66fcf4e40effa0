-- In the record's database the portal also reads: a patient sees who looked, and compliance may look at everything.
GRANT USAGE ON SCHEMA audit TO {{portal}}, {{rx_owner}};
GRANT EXECUTE ON FUNCTION audit.append(bytea, bytea) TO {{portal}}, {{rx_owner}};
GRANT SELECT ON audit.event, audit.seal TO {{portal}};
