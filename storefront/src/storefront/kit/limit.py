"""Fixed-window limits on what one client may ask for, counted in Redis in real time."""

from django.conf import settings
from django.core.cache import cache


def spend(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one use and tell whether it is still within the limit. A local clinic is not limited."""
    if not settings.RATE_LIMITS:
        return True
    key = f"limit:{what}:{who}"
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key)) <= most
    except ValueError:  # the window ended between the two
        return True
