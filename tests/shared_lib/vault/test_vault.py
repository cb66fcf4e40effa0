"""What is sealed opens in its own place, under its own key, and nowhere else."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_lib.vault import (
    DataKey,
    KeyUnavailable,
    Place,
    Tampered,
    Wrapped,
    blind_index,
    link_hash,
    new_data_key,
    new_link,
    open_,
    seal,
    unwrap,
)

KEK = {"k1": secrets.token_bytes(32)}
KEY, WRAPPED = new_data_key("patient-1:clinical", 1, kek_id="k1", kek=KEK["k1"])
PLACE = Place("rx.intake_answer.value", "row-1")


class TestASealedValue:
    @given(st.binary(max_size=500))
    def test_opens_to_what_was_sealed(self, plain: bytes) -> None:
        assert open_(KEY, PLACE, seal(KEY, PLACE, plain)) == plain

    def test_never_looks_the_same_twice(self) -> None:
        assert seal(KEY, PLACE, b"yes") != seal(KEY, PLACE, b"yes")

    def test_hides_how_long_a_short_answer_is(self) -> None:
        assert len(seal(KEY, PLACE, b"no")) == len(seal(KEY, PLACE, b"sometimes"))

    @pytest.mark.parametrize(
        "place", [Place("rx.intake_answer.note", "row-1"), Place("rx.intake_answer.value", "row-2")]
    )
    def test_does_not_open_elsewhere(self, place: Place) -> None:
        with pytest.raises(Tampered):
            open_(KEY, place, seal(KEY, PLACE, b"asthma"))

    @pytest.mark.parametrize(
        "other",
        [
            DataKey("patient-2:clinical", 1, KEY.secret),
            DataKey("patient-1:clinical", 2, KEY.secret),
            DataKey("patient-1:clinical", 1, secrets.token_bytes(32)),
        ],
        ids=["another owner", "another version", "another secret"],
    )
    def test_does_not_open_under_another_key(self, other: DataKey) -> None:
        with pytest.raises(Tampered):
            open_(other, PLACE, seal(KEY, PLACE, b"asthma"))

    @given(st.integers(0, 10_000), st.integers(1, 255))
    def test_does_not_open_when_a_byte_is_altered(self, position: int, change: int) -> None:
        sealed = bytearray(seal(KEY, PLACE, b"asthma"))
        sealed[position % len(sealed)] ^= change

        if position % len(sealed) in range(2, 6):
            return  # the key's version says which key to fetch; the key's own version is what binds
        with pytest.raises(Tampered):
            open_(KEY, PLACE, bytes(sealed))

    @pytest.mark.parametrize("cut", [b"", b"\x01\x01", b"\x01\x01\x00\x00\x00\x01short"])
    def test_does_not_open_when_it_is_cut_short(self, cut: bytes) -> None:
        with pytest.raises(Tampered):
            open_(KEY, PLACE, cut)


class TestADataKey:
    def test_opens_with_the_key_that_wrapped_it(self) -> None:
        assert unwrap(WRAPPED, KEK) == KEY

    def test_does_not_open_for_another_owner(self) -> None:
        stolen = Wrapped("patient-2:clinical", 1, "k1", WRAPPED.blob)

        with pytest.raises(Tampered):
            unwrap(stolen, KEK)

    def test_is_unavailable_without_its_key(self) -> None:
        with pytest.raises(KeyUnavailable):
            unwrap(WRAPPED, {"k2": KEK["k1"]})

    def test_does_not_show_itself(self) -> None:
        assert str(KEY.secret) not in repr(KEY)


class TestABlindIndex:
    ROOT = secrets.token_bytes(32)

    def test_finds_the_same_value_however_it_is_typed(self) -> None:
        index = blind_index(self.ROOT, "rx.patient.email", "Maren@Example.com")

        assert index == blind_index(self.ROOT, "rx.patient.email", "  maren@example.COM ")
        assert len(index) == 32

    def test_differs_by_column_and_by_key(self) -> None:
        here = blind_index(self.ROOT, "rx.patient.email", "maren@example.com")

        assert here != blind_index(self.ROOT, "rx.patient.phone", "maren@example.com")
        assert here != blind_index(secrets.token_bytes(32), "rx.patient.email", "maren@example.com")


def test_a_link_is_stored_only_as_its_hash() -> None:
    link = new_link()

    assert link.hash == link_hash(link.token)
    assert link.token not in repr(link)
    assert len(link.token) >= 43
