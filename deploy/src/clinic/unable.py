"""The operator's command saying that it cannot do what it was asked."""


class Unable(Exception):
    """Something outside the command is not as it must be; the message says what, and what to do."""
