"""`clinic audit export` and `verify`: the record as a file, and the proof that nothing in it was altered."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from clinic import environment
from clinic.anchor import Anchor
from clinic.executor import run
from clinic.home import Home
from clinic.sealer import CHAINS
from clinic.unable import Unable
from shared_lib.audit import export, sealing
from shared_lib.audit.finding import Finding
from shared_lib.audit.verification import verify as find_wrong

PAGE = 5000


def settings(home: Home, environ: Mapping[str, str]) -> Mapping[str, str]:
    """Return where the records, the key and the anchor are: from the environment, or of the clinic here."""
    if all(name in environ for name in CHAINS.values()):
        return environ
    try:
        return environment.read(home, "sealer")
    except FileNotFoundError:
        raise Unable(f"Start a clinic here, or set {', '.join(CHAINS.values())}.") from None


def lines(url: str, chain: str) -> Iterator[str]:
    """Yield the export of one database's record, as it is at one moment."""
    with reached(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield export.header(chain)
        n = 0
        while rows := run(connection, sealing.since(n)):
            n = rows[-1][0]
            yield from map(export.seal_line, rows)
        after = export.START
        while rows := run(connection, export.events(after, limit=PAGE)):
            after = export.position(rows[-1])
            yield from map(export.event_line, rows)


def reached(url: str) -> psycopg.Connection:
    """Return a connection.

    :raises Unable: the server cannot be reached.
    """
    try:
        return psycopg.connect(url)
    except psycopg.OperationalError as problem:
        raise Unable(str(problem)) from None


def write(told: Mapping[str, str], chain: str, path: Path) -> int:
    """Write one database's record to a file and return its number of lines."""
    with path.open("w") as file:
        return sum(bool(file.write(line)) for line in lines(told[CHAINS[chain]], chain))


def copy_anchor(told: Mapping[str, str], chain: str, folder: Path) -> int:
    """Write one record's anchor beside its export, and before it, and return how many heads it keeps.

    An anchor that was read later would know seals that the export does not have.
    """
    kept = Anchor(Path(told["ANCHOR_DIR"]), chain).path
    heads = kept.read_text() if kept.is_file() else ""
    (folder / f"{chain}.anchor").write_text(heads)
    return len(heads.splitlines())


def verify(told: Mapping[str, str], chain: str) -> list[Finding]:
    """Return what is wrong with one database's record, by the clinic's own key and anchor."""
    anchor = Anchor(Path(told["ANCHOR_DIR"]), chain).path
    record = lines(told[CHAINS[chain]], chain)
    return verify_lines(record, public_key(Path(told["SEAL_KEY_FILE"])), anchor)


def verify_lines(record: Iterable[str], key: Ed25519PublicKey, anchor: Path) -> list[Finding]:
    """Return what is wrong with an export, by a public key and the file of an anchor."""
    kept = anchor.read_text().splitlines(keepends=True) if anchor.is_file() else []
    return find_wrong(record, [key], kept)


def public_key(path: Path) -> Ed25519PublicKey:
    """Return the public key in a PEM file, be it public itself or the private one.

    :raises Unable: the file holds another kind of key.
    """
    content = path.read_bytes()
    private = b"PRIVATE KEY" in content
    key = load_pem_private_key(content, None).public_key() if private else load_pem_public_key(content)
    if not isinstance(key, Ed25519PublicKey):
        raise Unable(f"{path} does not hold an Ed25519 key.")
    return key
