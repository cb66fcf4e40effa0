"""Database addresses: one server's URL turned to another database and another login."""

from urllib.parse import quote, urlsplit, urlunsplit


def at(server: str, database: str, user: str | None = None, password: str = "") -> str:
    """Return the URL of `database` on the server of `server`, for another login if one is given."""
    parts = urlsplit(server)
    place = parts.netloc.rpartition("@")[2]
    netloc = f"{quote(user)}:{quote(password, safe='')}@{place}" if user else parts.netloc
    return urlunsplit(parts._replace(netloc=netloc, path=f"/{database}"))
