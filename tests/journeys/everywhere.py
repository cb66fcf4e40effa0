"""Every place where something might have been written down, and a search of it for words that must not be."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import psycopg
import redis
from psycopg.sql import SQL, Identifier

from clinic.home import Home
from clinic.story.town import Town
from tests.journeys.facts import url_of

TABLES = """
SELECT table_schema, table_name FROM information_schema.tables
WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2
"""


def disguises(word: str) -> Sequence[str]:
    """Return how a word looks plain, as hexadecimal, and within base64 at each of its three places."""
    plain = word.encode()
    shifted = (base64.b64encode(b"\0" * pad + plain).decode() for pad in range(3))
    cores = [code[4 if pad else 0 :].rstrip("=")[:-2] for pad, code in enumerate(shifted)]
    return [
        word,
        plain.hex(),
        plain.decode().lower().encode().hex(),
        *(core for core in cores if len(core) > 7),
    ]


def in_database(town: Town, database: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (table, word) for every table of a database in any column of which a word can be read."""
    patterns = {word: [f"%{each}%" for each in disguises(word)] for word in words}
    with psycopg.connect(url_of(town, database)) as connection:
        for schema, name in connection.execute(TABLES).fetchall():
            text = SQL("SELECT count(*) FROM {} AS one WHERE one::text ILIKE ANY(%s)").format(
                Identifier(schema, name)
            )
            for word, wanted in patterns.items():
                found = connection.execute(text, [wanted]).fetchone()
                if found and found[0]:
                    yield f"{schema}.{name}", word


def in_valkey(town: Town, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (key, word) for every key and value of the store."""
    with redis.Redis.from_url(town.told.redis) as store:
        for key in store.scan_iter():
            for word in _read_in(repr((key, _value(store, key))), words):
                yield key.decode(errors="replace"), word


def in_files(home: Home, folder: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (file, word) for every file below a folder of `.run`."""
    for path in sorted(Path(home.run / folder).rglob("*")):
        if path.is_file():
            for word in _read_in(path.read_bytes().decode("utf-8", errors="replace"), words):
                yield path.name, word


def _read_in(text: str, words: Sequence[str]) -> Sequence[str]:
    seen = text.lower()
    return [word for word in words if any(each.lower() in seen for each in disguises(word))]


def _value(store: "redis.Redis", key: bytes) -> object:
    readers: Mapping[object, object] = {
        b"string": lambda: store.get(key),
        b"hash": lambda: store.hgetall(key),
        b"list": lambda: store.lrange(key, 0, -1),
        b"set": lambda: store.smembers(key),
        b"zset": lambda: store.zrange(key, 0, -1),
        b"stream": lambda: store.xrange(key),
    }
    reader = readers.get(store.type(key))
    return reader() if callable(reader) else None
