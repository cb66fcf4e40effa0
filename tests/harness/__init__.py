"""Real servers for the tests: one PostgreSQL and one Valkey a run, and clones of prepared databases."""
