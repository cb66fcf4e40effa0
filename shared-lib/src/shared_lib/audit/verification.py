"""The proof that an audit record is whole: from its export, the public keys and the anchor, and nothing else.

    for finding in verify(open("rx.jsonl"), [public_key], open("anchor/rx.jsonl")): print(finding)

No finding means: every sealed entry is there, unaltered, in its order, and nothing was put among them.
Entries younger
than the last seal, about a second's worth, are checked against themselves only.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from shared_lib.audit import merkle
from shared_lib.audit.comparison import compare
from shared_lib.audit.finding import Finding, Kind
from shared_lib.audit.reading import Exported, Header, Item, read
from shared_lib.audit.seal import GENESIS, Seal, in_order, kid_of


def verify(
    export: Iterable[str], public_keys: Iterable[Ed25519PublicKey], anchor: Iterable[str]
) -> list[Finding]:
    """Return everything that is wrong with the export; an empty list proves it whole.

    `public_keys` are all that ever sealed this chain; `anchor` are the lines that were kept outside the
    database.
    """
    record = _Record(read(export))
    return [
        *_check_seals(record.seals, record.chain, {kid_of(key): key for key in public_keys}),
        *_check_anchor(record.seals, record.chain, anchor),
        *compare(record.seals, record.entries()),
        *record.findings,
    ]


class _Record:
    """An export in one pass: header and seals at once, entries as they are asked for."""

    def __init__(self, items: Iterator[Item]) -> None:
        self.findings: list[Finding] = []
        self.seals: list[Seal] = []
        self.chain = ""
        self._items = items
        self._first = self._head()

    def entries(self) -> Iterator[Exported]:
        """Yield the entries; whatever else stands among them is a finding."""
        if self._first:
            yield self._first
        for item in self._items:
            if isinstance(item, Exported):
                yield item
            elif isinstance(item, Finding):
                self.findings.append(item)
            else:
                self.findings.append(
                    Finding(Kind.UNREADABLE, "export", "a header or seal stands among entries")
                )

    def _head(self) -> Exported | None:
        for item in self._items:
            match item:
                case Exported():
                    return item
                case Header(chain):
                    self.chain = chain
                case Seal():
                    self.seals.append(item)
                case Finding():
                    self.findings.append(item)
        return None


def _check_seals(seals: Sequence[Seal], chain: str, keys: dict[str, Ed25519PublicKey]) -> Iterator[Finding]:
    number, head, position = 0, GENESIS, (0, 0)
    for seal in seals:
        for missing in range(number + 1, seal.n):
            yield Finding(Kind.REMOVED, f"seal {missing}", "the chain goes on without it")
        if why := _wrong(seal, chain, keys) or _unlinked(seal, number, head, position):
            yield Finding(Kind.SEAL_BROKEN, f"seal {seal.n}", why)
        number, head, position = seal.n, seal.head, (seal.last_xid, seal.last)


def _wrong(seal: Seal, chain: str, keys: dict[str, Ed25519PublicKey]) -> str | None:
    if seal.chain != chain:
        return f"it belongs to the chain {seal.chain}, not {chain or 'of any header'}"
    if seal.kid not in keys:
        return f"it was signed with an unknown key {seal.kid}"
    try:
        keys[seal.kid].verify(seal.signature, seal.body)
    except InvalidSignature:
        return "its signature does not hold"
    return None


def _unlinked(seal: Seal, number: int, head: bytes, position: tuple[int, int]) -> str | None:
    if seal.n <= number:
        return "it stands out of order"
    if seal.n == number + 1 and seal.prev != head:
        return "it does not follow from the seal before it"
    members = list(seal.members())
    if len(members) != seal.count or not in_order(members, after=position):
        return "its entries are not in order"
    if merkle.root([member.leaf for member in members]) != seal.root:
        return "its root is not that of its entries"
    return None


def _check_anchor(seals: Sequence[Seal], chain: str, anchor: Iterable[str]) -> Iterator[Finding]:
    kept = {seal.n: seal for seal in seals}
    newest, seen = max(kept, default=0), 0
    for number, line in enumerate(anchor, 1):
        try:
            anchored = json.loads(line)
            n, where, head = int(anchored["n"]), anchored["chain"], bytes.fromhex(anchored["head"])
        except (ValueError, KeyError, TypeError):
            yield Finding(Kind.ANCHOR_BROKEN, f"anchor line {number}", "it cannot be read")
            continue
        seen += 1
        if where != chain:
            yield Finding(Kind.ANCHOR_BROKEN, f"anchor line {number}", f"it belongs to the chain {where}")
        elif n > newest:
            yield Finding(Kind.TRUNCATED, f"seal {n}", "it was anchored, and the record ends before it")
        elif n in kept and kept[n].head != head:
            yield Finding(Kind.SEAL_BROKEN, f"seal {n}", "it is not the seal that was anchored")
    if seals and not seen:
        yield Finding(Kind.ANCHOR_BROKEN, "anchor", "it is empty: a shortened record could not be told")
