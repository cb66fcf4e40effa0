"""An rx order: one fill of a signed prescription, at one pharmacy, and the only thing that can be paid.

It begins as an offer, made because a clinician approved; its price and deadline are fixed in it.
"""
