import pytest

from storefront.search.index import Document, Index, Sort
from storefront.search.spelling import allowed, slips, words_of

TITLES = (
    "Magnesium Glycinate",
    "Semaglutide, weekly",
    "Omega-3 Concentrate",
    "Monohidrato de creatina",
    "Metformin ER",
    "Vitamin D3 + K2",
)
INDEX = Index(
    [Document(Sort.PRODUCT, title, [(title, 10.0)]) for title in TITLES]
    + [
        Document(
            Sort.ARTICLE, "What magnesium does", [("What magnesium does", 6.0), ("sleep and muscle", 0.6)]
        ),
        Document(
            Sort.PRODUCT,
            "Fiber Blend",
            [("Fiber Blend", 10.0), ("psyllium ácido", 7.0), ("0093-1048-01", 7.0)],
        ),
    ]
)


def titles(words: str) -> list[str]:
    return [hit.document.title for hit in INDEX.find(words)]


class TestFind:
    @pytest.mark.parametrize(
        ("typed", "first"),
        [
            ("magnesium", "Magnesium Glycinate"),
            ("magnesum", "Magnesium Glycinate"),
            ("MAGNÉSIUM", "Magnesium Glycinate"),
            ("semaglutid", "Semaglutide, weekly"),
            ("weekly semaglutide", "Semaglutide, weekly"),
            ("omga 3", "Omega-3 Concentrate"),
            ("omega3", "Omega-3 Concentrate"),
            ("metfromin", "Metformin ER"),
            ("creat", "Monohidrato de creatina"),
            ("acido", "Fiber Blend"),
            ("0093-1048-01", "Fiber Blend"),
            ("vitamin k2", "Vitamin D3 + K2"),
        ],
    )
    def test_forgives_slips_case_and_accents(self, typed: str, first: str) -> None:
        assert titles(typed)[0] == first

    @pytest.mark.parametrize("typed", ["", "   ", "zeppelin", "<script>", "%%", "k9"])
    def test_finds_nothing_where_there_is_nothing(self, typed: str) -> None:
        assert titles(typed) == []

    def test_ranks_a_name_before_a_text(self) -> None:
        assert titles("magnesium") == ["Magnesium Glycinate", "What magnesium does"]

    def test_wants_all_words_where_something_has_them_all(self) -> None:
        assert titles("magnesium sleep") == ["What magnesium does"]


class TestSpelling:
    @pytest.mark.parametrize(
        ("one", "other", "count"),
        [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xyz", 3), ("ab", "abcdefg", 3)],
    )
    def test_counts_slips_up_to_a_limit(self, one: str, other: str, count: int) -> None:
        assert slips(one, other, 2) == count

    def test_forgives_short_words_and_numbers_nothing(self) -> None:
        assert [allowed(word) for word in ("d3", "1048", "zinc", "creatine")] == [0, 0, 1, 2]

    def test_takes_words_apart(self) -> None:
        assert words_of("Omega-3, Ácido FÓLICO!") == ["omega", "3", "acido", "folico"]
