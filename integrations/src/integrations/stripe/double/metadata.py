"""Key-value pairs that a merchant hangs on an object (docs.stripe.com/api/metadata)."""

from typing import Any

from integrations.stripe.double.errors import Object, invalid

MOST_KEYS = 50
LONGEST_KEY = 40
LONGEST_VALUE = 500


def merged(old: Object, given: dict[str, Any] | str | None) -> Object:
    """Return the pairs after an update: an empty value unsets its key, an empty whole unsets all.

    :raises Fault: 400, a key or value is too long, or there are too many.
    """
    if given is None:
        return old
    if isinstance(given, str):
        return {}
    for key, value in given.items():
        if len(key) > LONGEST_KEY or len(value) > LONGEST_VALUE:
            raise invalid(f"Metadata '{key}' is too long.", param=f"metadata[{key}]")
    pairs = {key: value for key, value in {**old, **given}.items() if value != ""}
    if len(pairs) > MOST_KEYS:
        raise invalid(f"Metadata holds at most {MOST_KEYS} keys.", param="metadata")
    return pairs
