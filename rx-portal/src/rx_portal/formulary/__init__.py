"""Formulary: what the portal offers, by which rules of which state, through which pharmacy.

The catalogue says what a product is and costs; the formulary says how it may be prescribed. The state matrix
is dated, and a state that it does not list refuses.
"""
