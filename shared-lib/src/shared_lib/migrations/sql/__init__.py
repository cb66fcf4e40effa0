"""The SQL of the revisions. A role's name is written {{role}}, and as a text {{'role'}}: a clinic may prefix it."""

import re
from pathlib import Path

_ROLE = re.compile(r"\{\{('?)(\w+)\1\}\}")


def load(name: str, *, prefix: str) -> str:
    """Return one file's SQL with the clinic's own role names in it."""

    def role(found: re.Match[str]) -> str:
        quote = found[1] or '"'
        return quote + (prefix + found[2]).replace(quote, quote * 2) + quote

    return _ROLE.sub(role, Path(__file__).with_name(f"{name}.sql").read_text())
