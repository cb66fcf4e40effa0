"""Reading JSON strictly: each function returns a value of the shape its name says, or refuses it."""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from shared_lib.errors import Invalid

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,6})?")
_Member = TypeVar("_Member", bound=StrEnum)


class MalformedProtocol(Invalid):
    """A protocol says something that could not be applied exactly as it is written."""

    code = "malformed_protocol"


def record(
    content: object, what: str, must: set[str], may: frozenset[str] = frozenset()
) -> Mapping[str, Any]:
    """Return an object that has all of `must` and nothing outside `must` and `may`."""
    if not isinstance(content, dict) or not must <= content.keys() <= must | may:
        raise MalformedProtocol(f"{what} must say {', '.join(sorted(must))} and nothing unknown.")
    return content


def table(content: object, what: str) -> Mapping[str, Any]:
    """Return an object that has entries."""
    if not isinstance(content, dict) or not content:
        raise MalformedProtocol(f"{what} needs entries.")
    return content


def several(content: object, what: str) -> list[Any]:
    """Return a list that is not empty."""
    if not isinstance(content, list) or not content:
        raise MalformedProtocol(f"{what} needs at least one entry.")
    return content


def text(content: object, what: str) -> str:
    """Return words."""
    if not isinstance(content, str) or not content.strip():
        raise MalformedProtocol(f"{what} needs words.")
    return content


def code(content: object, what: str) -> str:
    """Return an identifier."""
    if not isinstance(content, str) or not _CODE.fullmatch(content):
        raise MalformedProtocol(f"{what} is lower case letters, digits and underscores, 40 at most.")
    return content


def number(content: object, what: str) -> Decimal:
    """Return a number exactly as it was written. JSON's own numbers are refused: they are read as floats."""
    if not isinstance(content, str) or not _NUMBER.fullmatch(content):
        raise MalformedProtocol(f"{what} needs a number such as 27.5, with a point and no unit.")
    return Decimal(content)


def truth(content: object, what: str) -> bool:
    """Return true or false."""
    if not isinstance(content, bool):
        raise MalformedProtocol(f"{what} needs true or false.")
    return content


def days(content: object, what: str, most: int) -> int:
    """Return a whole number of days from 1 to `most`."""
    if type(content) is not int or not 1 <= content <= most:
        raise MalformedProtocol(f"{what} is a whole number of days, 1 to {most}.")
    return content


def member(enum: type[_Member], content: object, what: str) -> _Member:
    """Return the member of a closed list that has this value."""
    try:
        return enum(str(content))
    except ValueError as error:
        raise MalformedProtocol(f"{what} says {content!r}, not one of {', '.join(enum)}.") from error
