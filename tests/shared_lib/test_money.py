"""Money counts in whole minor units of one currency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_lib.money import CurrencyMismatch, Money

AMOUNTS = st.integers(-(10**9), 10**9)


class TestMoney:
    @given(AMOUNTS, AMOUNTS)
    def test_adds_and_subtracts_exactly(self, a: int, b: int) -> None:
        assert Money(a) + Money(b) - Money(b) == Money(a)

    @pytest.mark.parametrize(
        ("amount", "basis_points", "share"), [(1000, 1000, 100), (999, 1000, 100), (994, 50, 5), (0, 825, 0)]
    )
    def test_takes_a_share_and_rounds_half_up(self, amount: int, basis_points: int, share: int) -> None:
        assert Money(amount).share(basis_points) == Money(share)

    @pytest.mark.parametrize(
        ("money", "text"),
        [(Money(123456), "$1,234.56"), (Money(-5), "-$0.05"), (Money(700, "EUR"), "EUR 7.00")],
    )
    def test_is_written_with_its_currency(self, money: Money, text: str) -> None:
        assert str(money) == text

    def test_refuses_to_mix_currencies(self) -> None:
        with pytest.raises(CurrencyMismatch):
            Money(1) + Money(1, "EUR")
