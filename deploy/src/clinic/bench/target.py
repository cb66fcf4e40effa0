"""What each measure has to reach on two cores, and whether it did."""

from collections.abc import Sequence
from dataclasses import dataclass

from clinic.bench.figure import Figures

FLAT = 0.20
"""By how much ten times the data may change a figure."""

MEMORY_MB = 200
"""What a web worker may hold."""


@dataclass(frozen=True)
class Target:
    """At least `rate` a second and `ratio` of the same without audit; at most `statements` and `p95_ms`."""

    rate: float | None = None
    statements: float | None = None
    p95_ms: float | None = None
    ratio: float | None = None

    def missed(self, found: Figures) -> Sequence[str]:
        """Return what was not reached, in words."""
        wrong = []
        if self.rate is not None and found.rate < self.rate:
            wrong.append(f"{found.rate:,.0f}/s of {self.rate:,.0f}")
        if self.statements is not None and (found.statements or 0) > self.statements:
            wrong.append(f"{found.statements:g} statements of {self.statements:g}")
        if self.p95_ms is not None and found.p95_ms > self.p95_ms:
            wrong.append(f"p95 {found.p95_ms:,.1f} ms of {self.p95_ms:g}")
        if self.ratio is not None and (found.ratio or 0) < self.ratio:
            wrong.append(f"{found.ratio or 0:.0%} of {self.ratio:.0%}")
        return wrong
