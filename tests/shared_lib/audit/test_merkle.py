import hashlib
from functools import partial

import pytest

from shared_lib.audit.entry import leaf_of
from shared_lib.audit.merkle import includes, path, root

# The data of Certificate Transparency's reference tests; the roots were computed from RFC 6962's recursive
# definition by hand-written code that shares nothing with ours, below.
DATA = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
PUBLISHED = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def by_definition(data: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    split = 1
    while split * 2 < len(data):
        split *= 2
    return hashlib.sha256(b"\x01" + by_definition(data[:split]) + by_definition(data[split:])).digest()


@pytest.mark.parametrize("size", PUBLISHED)
def test_a_root_is_the_published_one(size: int) -> None:
    assert root([leaf_of(item) for item in DATA[:size]]).hex() == PUBLISHED[size]


@pytest.mark.parametrize("size", [*range(1, 34), 100])
def test_a_root_and_every_path_follow_the_definition(size: int) -> None:
    data = [str(number).encode() for number in range(size)]
    leaves = [leaf_of(item) for item in data]

    assert root(leaves) == by_definition(data)
    for index, leaf in enumerate(leaves):
        proven = partial(includes, size=size, path=path(leaves, index), root=root(leaves))
        assert proven(leaf, index=index)
        assert not proven(leaf_of(b"another"), index=index)
        assert not proven(leaf, index=index + size)


def test_a_path_that_is_too_long_or_too_short_proves_nothing() -> None:
    leaves = [leaf_of(item) for item in DATA]
    proof = path(leaves, 3)

    for wrong in (proof[:-1], [*proof, leaves[0]]):
        assert not includes(leaves[3], index=3, size=8, path=wrong, root=root(leaves))
