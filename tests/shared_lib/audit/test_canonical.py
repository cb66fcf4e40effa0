from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from shared_lib.audit.canonical import EXACT, NotCanonical, encode, utc


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None, "x"]}, b'{"a":[true,null,"x"],"b":1}'),
        ({}, b"{}"),
        ([], b"[]"),
        (-0, b"0"),
        (EXACT, b"9007199254740991"),
        ("\u20ac$\u000f\nA'\u0042\u0022\u005c\\\"/", '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()),
        # RFC 8785, 3.2.3: names are sorted by their UTF-16 code units, so that an emoji comes before U+FB33.
        (
            {"\u20ac": 5, "\r": 1, "\ufb33": 7, "1": 2, "\U0001f600": 6, "\u0080": 3, "\u00f6": 4},
            '{"\\r":1,"1":2,"\u0080":3,"\u00f6":4,"\u20ac":5,"\U0001f600":6,"\ufb33":7}'.encode(),
        ),
    ],
)
def test_a_value_is_written_one_way(value: Any, written: bytes) -> None:
    assert encode(value) == written


@pytest.mark.parametrize(
    "value",
    [1.0, Decimal(1), EXACT + 1, -EXACT - 1, b"bytes", {"a": {1, 2}}, {1: "a"}, "a\0b", "\ud800", object()],
)
def test_what_has_no_single_form_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        encode({"value": value})


def test_a_time_is_written_in_utc_and_always_as_long() -> None:
    noon = datetime(2026, 3, 10, 12, tzinfo=timezone(timedelta(hours=2)))

    assert utc(noon) == "2026-03-10T10:00:00.000000Z" == utc(noon.astimezone(UTC))
    with pytest.raises(NotCanonical):
        utc(noon.replace(tzinfo=None))
