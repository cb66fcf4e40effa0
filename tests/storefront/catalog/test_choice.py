import pytest
from django.http import QueryDict

from storefront.catalog.choice import Choice, Sort

KNOWN = {"goal": None, "form": None}


def of(query: str) -> Choice:
    return Choice.of(QueryDict(query), KNOWN)


class TestChoice:
    def test_is_read_from_the_address(self) -> None:
        choice = of("goal=sleep&goal=heart&least=20&most=80&stock=in&sort=price&page=3")

        assert choice == Choice({"goal": ("sleep", "heart")}, 2000, 8000, True, Sort.PRICE, 3)

    @pytest.mark.parametrize(
        "query",
        [
            "",
            "goal=",
            "secret=1",
            "least=-5&most=1e9",
            "least=٣",
            "page=0",
            "page=-1",
            "page=99999999",
            "sort=x",
        ],
    )
    def test_leaves_out_what_makes_no_sense(self, query: str) -> None:
        assert of(query) == Choice()

    def test_is_written_in_one_way_and_read_back(self) -> None:
        one, other = of("form=b&goal=z&goal=a&most=9"), of("most=9&goal=a&goal=z&goal=a&form=b&utm=x")

        assert one.query() == other.query() == "form=b&goal=a&goal=z&most=9"
        assert of(one.query()).query() == one.query()

    def test_can_be_taken_back_value_by_value(self) -> None:
        choice = of("goal=sleep&goal=heart&page=4")

        assert choice.without("goal", "sleep").query() == "goal=heart"
        assert choice.without("goal", "sleep").page == 1
        assert not choice.without("goal", "sleep").without("goal", "heart").is_narrowed
