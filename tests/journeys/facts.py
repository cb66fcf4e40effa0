"""What the databases say after a story, read as their administrator; and the rule for a patient's mails."""

import re
from collections.abc import Sequence
from typing import Any

import psycopg

from clinic.address import at
from clinic.story.town import Mail, Town

TELLING = re.compile(
    r"semaglutide|metformin|tadalafil|estradiol|glp|diabet|weight|obes|hormon|menopaus|erect|sexual|blood"
    r"|sugar|prescri|medic|drug|dose|pharmac|tablet|\bpen\b|patch|longevity|telehealth|diagnos|symptom",
    re.IGNORECASE,
)
"""Words that tell a stranger over the shoulder what somebody is treated for, with what, or by whom."""

PREVIEW = 120


def url_of(town: Town, database: str) -> str:
    """Return the administrator's address of `shop` or `rx`."""
    return at(town.told.administrator, town.told.prefix + database)


def rows(town: Town, database: str, query: str, *values: Any) -> Sequence[tuple[Any, ...]]:
    """Return what a query finds; nobody's row-level security hides anything from the administrator."""
    with psycopg.connect(url_of(town, database)) as connection:
        return connection.execute(query.encode(), values).fetchall()


def one(town: Town, database: str, query: str, *values: Any) -> Any:
    """Return the one value that a query finds."""
    found = rows(town, database, query, *values)
    assert len(found) == 1, found
    return found[0][0]


def telling(mail: Mail) -> Sequence[str]:
    """Return the words of a mail's subject and preview that tell too much."""
    return TELLING.findall(f"{mail.subject}\n{mail.text[:PREVIEW]}")
