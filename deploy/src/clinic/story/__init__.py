"""The story that the demonstration plays: a shopper, five patients and the staff, at the front doors.

Nothing here reaches into an application: pages are opened and forms sent as a browser does, and every outside
party is played at its own double.
"""
