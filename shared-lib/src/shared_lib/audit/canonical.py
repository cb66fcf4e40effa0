"""One way to write a value down as bytes (RFC 8785), so that a hash or a signature of it means something."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from shared_lib.errors import Invalid

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]

EXACT = 2**53 - 1
_quoted = json.JSONEncoder(ensure_ascii=False).encode


class NotCanonical(Invalid):
    """A value has no single way to be written down."""

    code = "not_canonical"


def encode(value: Value) -> bytes:
    """Return the value as RFC 8785 JSON: sorted names, no spaces, UTF-8.

    Numbers are whole and at most 2**53 - 1; money and measures go as minor units or as text.

    :raises NotCanonical: a float, a foreign type, a NUL or an unpaired surrogate.
    """
    return "".join(_parts(value)).encode()


def utc(moment: datetime) -> str:
    """Return an aware time as RFC 3339 text in UTC with microseconds, always the same length.

    :raises NotCanonical: the time has no zone.
    """
    if moment.tzinfo is None:
        raise NotCanonical("A time needs its zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _parts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield _text(value)
    elif value is None or isinstance(value, bool | int):
        yield _scalar(value)
    elif isinstance(value, Mapping):
        yield from _members(value)
    elif isinstance(value, list | tuple):
        yield from _items(value)
    else:
        raise NotCanonical(f"A {type(value).__name__} cannot be written canonically.")


def _scalar(value: int | bool | None) -> str:
    if value is not None and abs(value) > EXACT:
        raise NotCanonical("A whole number beyond 2**53 - 1 must be written as text.")
    return json.dumps(value)


def _text(value: str) -> str:
    if "\0" in value or not _is_paired(value):
        raise NotCanonical("Text holds a NUL or an unpaired surrogate.")
    return _quoted(str(value))


def _is_paired(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _members(value: Mapping[str, Value]) -> Iterator[str]:
    if not all(isinstance(name, str) for name in value):
        raise NotCanonical("A name must be text.")
    yield "{"
    for position, name in enumerate(
        sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    ):
        yield ("," if position else "") + _text(name) + ":"
        yield from _parts(value[name])
    yield "}"


def _items(value: Sequence[Value]) -> Iterator[str]:
    yield "["
    for position, item in enumerate(value):
        yield "," if position else ""
        yield from _parts(item)
    yield "]"
