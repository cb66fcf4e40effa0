"""Real servers for the tests: one PostgreSQL and one Valkey a run, and databases cloned from a prepared template."""
