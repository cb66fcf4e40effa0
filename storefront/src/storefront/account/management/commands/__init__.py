"""Commands of the account slice."""
