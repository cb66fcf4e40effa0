"""Django's PostgreSQL backend, which asks the server nothing to learn whether it is still there."""
