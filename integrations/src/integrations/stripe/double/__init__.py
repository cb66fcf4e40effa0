"""A stand-in for Stripe that keeps its books: its API, states, refusals and webhooks, on a clock we hold.

The applications reach it through the official SDK with another base address. It remembers every payment, so
what Stripe would refuse is refused here, and a test can read in the ledger that nothing happened.
"""
