"""Notices: short mails and texts that say there is news, and never what about.

A patient chooses the language of them, and whether to get texts; whoever replies STOP gets no more of those.
"""
