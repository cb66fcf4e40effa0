from datetime import date
from typing import Any

import pytest

from shared_lib.catalog import Kind
from storefront.catalog.choice import Choice, Sort
from storefront.catalog.index import Found
from tests.storefront.catalog.shelf import an_entry, an_id, an_index

INDEX = an_index(
    an_entry("magnesium", amount=2400, facets=["goal=sleep", "form=capsule"], introduced_on=date(2026, 3, 1)),
    an_entry("melatonin", amount=1200, facets=["goal=sleep", "form=drops"]),
    an_entry("creatine", amount=3200, facets=["goal=muscle", "form=powder"], plans=((30, 1000),)),
    an_entry("ring", amount=24900, facets=["goal=sleep"], category="devices", kind=Kind.DEVICE),
    an_entry("metformin", amount=3900, category="rx", kind=Kind.RX),
    an_entry("circle", amount=None, category="club", kind=Kind.MEMBERSHIP),
)


def narrow(choice: Choice, category: str | None = None, per_page: int = 24, **given: Any) -> Found:
    return INDEX.narrow(choice, category=category, locale="en", per_page=per_page, **given)


def slugs(found: Found) -> list[str]:
    return [INDEX.by_id[one].slug for one in found.ids]


class TestNarrow:
    def test_shows_all_in_the_order_of_the_shelves(self) -> None:
        assert slugs(narrow(Choice())) == [
            "magnesium",
            "melatonin",
            "creatine",
            "ring",
            "metformin",
            "circle",
        ]

    def test_takes_any_value_of_a_facet_and_all_of_the_facets(self) -> None:
        either = Choice(facets={"form": ("capsule", "powder")})
        both = Choice(facets={"form": ("capsule", "powder"), "goal": ("sleep",)})

        assert slugs(narrow(either)) == ["magnesium", "creatine"]
        assert slugs(narrow(both)) == ["magnesium"]

    def test_stays_on_its_shelf(self) -> None:
        assert slugs(narrow(Choice(facets={"goal": ("sleep",)}), category="devices")) == ["ring"]
        assert slugs(narrow(Choice(), category="nowhere")) == []

    def test_finds_nothing_by_a_value_that_nobody_has(self) -> None:
        assert narrow(Choice(facets={"goal": ("wisdom",)})).total == 0

    @pytest.mark.parametrize(
        ("least", "most", "expected"),
        [
            (2400, None, ["magnesium", "creatine", "ring", "metformin"]),
            (None, 2400, ["magnesium", "melatonin"]),
            (2401, 3200, ["creatine"]),
            (9000, 100, []),
        ],
    )
    def test_keeps_both_ends_of_a_span_of_prices(
        self, least: int | None, most: int | None, expected: list[str]
    ) -> None:
        assert slugs(narrow(Choice(least=least, most=most))) == expected

    def test_leaves_out_what_is_sold_out_only_if_asked(self) -> None:
        gone = INDEX.mask_of([an_id("ring"), an_id("unheard-of")])

        assert "ring" in slugs(narrow(Choice(), sold_out=gone))
        assert "ring" not in slugs(narrow(Choice(in_stock=True), sold_out=gone))

    @pytest.mark.parametrize(
        ("sort", "first", "last"),
        [
            (Sort.PRICE, "melatonin", "circle"),
            (Sort.PRICE_DOWN, "ring", "circle"),
            (Sort.NEWEST, "magnesium", "circle"),
            (Sort.NAME, "circle", "ring"),
        ],
    )
    def test_sorts(self, sort: Sort, first: str, last: str) -> None:
        found = slugs(narrow(Choice(sort=sort)))

        assert (found[0], found[-1]) == (first, last)


class TestPages:
    def test_hold_every_product_once(self) -> None:
        pages = [narrow(Choice(page=page, sort=Sort.PRICE), per_page=4) for page in (1, 2)]

        assert pages[0].pages == 2
        assert sorted(slugs(pages[0]) + slugs(pages[1])) == sorted(entry.slug for entry in INDEX.entries)

    def test_beyond_the_last_are_the_last(self) -> None:
        assert narrow(Choice(page=99), per_page=4).page == 2


class TestCounts:
    def test_say_what_each_value_would_leave(self) -> None:
        counts = narrow(Choice(facets={"goal": ("sleep",)})).counts

        assert counts["goal"] == {"sleep": 3, "muscle": 1}
        assert counts["form"] == {"capsule": 1, "drops": 1, "powder": 0}

    def test_are_of_the_shelf_and_follow_price_and_stock(self) -> None:
        assert narrow(Choice(most=2000), category="basics").counts["goal"] == {"sleep": 1, "muscle": 0}

    def test_know_how_one_comes_by_a_thing(self) -> None:
        assert narrow(Choice()).counts["way"] == {
            "buy": 4,
            "subscribe": 1,
            "prescription": 1,
            "membership": 1,
        }

    def test_agree_with_choosing(self) -> None:
        before = narrow(Choice(facets={"goal": ("sleep",)})).counts

        for value, count in before["form"].items():
            chosen = Choice(facets={"goal": ("sleep",), "form": (value,)})
            assert narrow(chosen).total == count


class TestBeside:
    def test_shows_what_is_told_and_then_what_serves_the_same_ends(self) -> None:
        index = an_index(
            an_entry("a", facets=["goal=sleep"], related=(an_id("d"), an_id("gone"))),
            an_entry("b", facets=["goal=muscle"]),
            an_entry("c", facets=["goal=sleep"]),
            an_entry("d", category="devices"),
        )

        assert [index.by_id[one].slug for one in index.beside(an_id("a"), 2)] == ["d", "c"]
