"""The words a log line may use. A key that is not here is dropped, whatever its value."""

KEYS = frozenset(
    {
        "application",
        "attempt_id",
        "attempts",
        "code",
        "count",
        "delivery_id",
        "dispense_id",
        "error",
        "event",
        "event_id",
        "job",
        "level",
        "logger",
        "method",
        "move",
        "ms",
        "order_id",
        "process",
        "queue",
        "reference",
        "refund_id",
        "request_id",
        "route",
        "seconds",
        "sqlstate",
        "status",
        "time",
        "trail",
        "type",
        "vendor",
        "verb",
    }
)

LONGEST = 200
"""Characters of a value; ids, codes and templates are shorter."""
