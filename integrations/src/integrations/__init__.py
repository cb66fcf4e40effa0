"""Parties outside the clinic, one package each: a port, its client, its webhook and its double."""
