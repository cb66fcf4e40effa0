"""Where the broker keeps its queues, so that their length can be read."""

from collections.abc import Mapping


def key(prefix: str, queue: str) -> str:
    """Return the list in Redis that holds the doorbells of a queue (Dramatiq's Redis broker)."""
    return f"{prefix}dramatiq:{queue}"


def gauges(queued: Mapping[str, int]) -> dict[str, float]:
    """Return the lengths of queues by their metrics' names."""
    return {f"clinic_queue_{name.replace('.', '_')}": float(length) for name, length in queued.items()}
