"""Risk: the clinic's protocols, which are versioned tables of rules, and what they conclude of an intake."""
