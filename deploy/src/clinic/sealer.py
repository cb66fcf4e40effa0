"""The sealer: gathers committed audit entries under a signed root once a second, and anchors it outside.

One chain for each database. The statement that claims sealing keeps a second sealer out; what the anchor
lacks after a crash is written at the next turn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from clinic.anchor import Anchor
from clinic.executor import run as execute
from clinic.loop import Connection, Line, serve
from clinic.unable import Unable
from shared_lib.audit import sealing
from shared_lib.audit.seal import Seal
from shared_lib.clock import real_now

PAUSE = 1.0
BATCH = 5000
CHAINS: Mapping[str, str] = {"shop": "SEALER_SHOP_URL", "rx": "SEALER_RX_URL"}


@dataclass(frozen=True)
class Sealer:
    """What seals one database's record."""

    key: Ed25519PrivateKey
    anchor: Anchor

    def turn(self, connection: Connection) -> bool:
        """Seal what waits and anchor it; return whether there was a full batch, and so probably more."""
        sealed = self._seal(connection)
        rows = execute(connection, sealing.since(self.anchor.last()))
        seals = [seal for row in rows if (seal := Seal.of([row]))]
        if seals:
            self.anchor.append(sealing.anchor_line(seal) for seal in seals)
        return sealed == BATCH

    def _seal(self, connection: Connection) -> int:
        with connection.transaction():
            if not execute(connection, sealing.alone())[0][0]:
                return 0
            previous = Seal.of(execute(connection, sealing.last()))
            rows = execute(connection, sealing.pending(previous, limit=BATCH))
            if rows:
                chain = self.anchor.chain
                seal = sealing.make(rows, chain=chain, previous=previous, key=self.key, now=real_now())
                execute(connection, sealing.insert(seal))
            return len(rows)


def run(environ: Mapping[str, str]) -> None:
    """Seal both databases' records until told to stop."""
    key, folder = key_at(Path(environ["SEAL_KEY_FILE"])), Path(environ["ANCHOR_DIR"])
    sealers = {chain: Sealer(key, Anchor(folder, chain)) for chain in CHAINS}
    serve(
        [Line(f"sealer-{chain}", environ[CHAINS[chain]], one.turn, PAUSE) for chain, one in sealers.items()]
    )


def key_at(path: Path) -> Ed25519PrivateKey:
    """Return the key that signs seals.

    :raises Unable: the file holds another kind of key.
    """
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise Unable(f"{path} does not hold an Ed25519 key.")
    return key
