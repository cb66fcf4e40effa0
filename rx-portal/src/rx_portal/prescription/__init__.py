"""A prescription: what a clinician's approval writes and their signature makes valid.

It is signed as canonical bytes with a second factor at that moment, never changes afterwards, and can only be
cancelled or run out. Controlled substances, schedules II to V, are refused here whatever else is true.
"""
