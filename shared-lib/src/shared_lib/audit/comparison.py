"""The entries of a record against the seals' lists of them: what was altered, removed, inserted or moved."""

from collections.abc import Iterable, Iterator, Sequence

from shared_lib.audit.entry import leaf_of
from shared_lib.audit.export import START
from shared_lib.audit.finding import Finding, Kind
from shared_lib.audit.reading import Exported
from shared_lib.audit.seal import Member, Seal

Place = tuple[int, Member]
"""The number of a seal, and one entry that it covers."""


def compare(seals: Sequence[Seal], entries: Iterable[Exported]) -> Iterator[Finding]:
    """Yield one finding for each entry that is not as it was sealed, and for each that is gone."""
    sealed = {member.id: (seal.n, member) for seal in seals for member in seal.members()}
    homes = {member.leaf: member.id for _, member in sealed.values()}
    end = max(((member.xid, member.id) for _, member in sealed.values()), default=START)
    seen: set[int] = set()
    before = START
    for found in entries:
        why = _inserted(found, sealed, seen, sealed_until=end)
        why = why or _altered(found, sealed, homes) or _moved(found, sealed, before)
        if why:
            kind, words = why
            yield Finding(kind, f"entry {found.id}", words)
        seen.add(found.id)
        before = found.position
    yield from _missing(sealed, seen)


Why = tuple[Kind, str] | None


def _inserted(
    found: Exported, sealed: dict[int, Place], seen: set[int], *, sealed_until: tuple[int, int]
) -> Why:
    if found.id in seen:
        return Kind.INSERTED, "another entry has this number"
    if found.id not in sealed and found.position <= sealed_until:
        return Kind.INSERTED, "it stands among sealed entries and no seal knows it"
    return None


def _altered(found: Exported, sealed: dict[int, Place], homes: dict[bytes, int]) -> Why:
    if leaf_of(found.payload) != found.leaf:
        return Kind.ALTERED, "its payload does not give its hash"
    if found.id in sealed and sealed[found.id][1].leaf != found.leaf:
        home = homes.get(found.leaf)
        if home is not None:
            return Kind.REORDERED, f"it holds what was sealed as entry {home}"
        return Kind.ALTERED, f"its hash is not the one under seal {sealed[found.id][0]}"
    if columns := found.contradicts():
        return Kind.ALTERED, f"its payload says otherwise than {', '.join(columns)}"
    return None


def _moved(found: Exported, sealed: dict[int, Place], before: tuple[int, int]) -> Why:
    if found.id in sealed and sealed[found.id][1].xid != found.xid:
        return Kind.REORDERED, f"seal {sealed[found.id][0]} knows it in transaction {sealed[found.id][1].xid}"
    if found.position <= before:
        return Kind.REORDERED, "it stands behind a later entry"
    return None


def _missing(sealed: dict[int, Place], seen: set[int]) -> Iterator[Finding]:
    """What is gone up to the end was cut off; what is gone before an entry that is there was torn out."""
    order = list(sealed)
    last = max((place for place, identity in enumerate(order) if identity in seen), default=-1)
    for place, identity in enumerate(order):
        if identity not in seen:
            kind = Kind.REMOVED if place < last else Kind.TRUNCATED
            yield Finding(kind, f"entry {identity}", f"seal {sealed[identity][0]} covers it and it is gone")
