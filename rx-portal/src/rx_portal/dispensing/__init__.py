"""Dispensing: a fill on its way through the clinic's dispensary or an outside pharmacy, to the door.

Nothing is released before its money is captured, and nothing is captured before it is ready.
"""
