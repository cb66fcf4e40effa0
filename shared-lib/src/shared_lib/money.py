"""Amounts of money as integers of the currency's minor unit."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from shared_lib.errors import Invalid


class CurrencyMismatch(Invalid):
    """Two amounts in different currencies were combined."""

    code = "currency_mismatch"


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units (cents for USD) with its ISO 4217 code in upper case."""

    amount: int
    currency: str = "USD"

    def __add__(self, other: "Money") -> "Money":
        """Return the sum.

        :raises CurrencyMismatch: the currencies differ.
        """
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Return the difference, which may be negative.

        :raises CurrencyMismatch: the currencies differ.
        """
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, quantity: int) -> "Money":
        """Return this amount `quantity` times."""
        return Money(self.amount * quantity, self.currency)

    def share(self, basis_points: int) -> "Money":
        """Return that many hundredths of a percent of this amount, half a minor unit rounded up."""
        exact = Decimal(self.amount) * basis_points / 10_000
        return Money(int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)), self.currency)

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        sign = "-" if self.amount < 0 else ""
        whole, cents = divmod(abs(self.amount), 100)
        symbol = "$" if self.currency == "USD" else f"{self.currency} "
        return f"{sign}{symbol}{whole:,}.{cents:02d}"

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"Cannot combine {self.currency} with {other.currency}.")
        return other.amount
