"""Identifiers sort by when they were made, and references can be read out."""

from shared_lib.ids import short_reference, uuid7


def test_identifiers_are_version_seven_and_sort_by_time() -> None:
    made = [uuid7() for _ in range(2000)]

    assert all(one.version == 7 and one.variant == "specified in RFC 4122" for one in made)
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_references_have_no_look_alikes() -> None:
    together = "".join(short_reference() for _ in range(500))

    assert not set(together) & set("01OI")
    assert len(short_reference(16)) == 16
