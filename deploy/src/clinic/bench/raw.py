"""The raw pages that everything is set against."""

from collections.abc import Sequence

from clinic.bench.scenario import Pages, Stage
from clinic.bench.target import Target
from clinic.bench.wire import Request


def _page(_: Stage, __: int) -> Sequence[Request]:
    return [Request("/")] * 10


DJANGO = Pages("raw-django", "Raw page: Django", "raw-django", Target(), _page, "The raw page.")
LITESTAR = Pages("raw-litestar", "Raw page: Litestar", "raw-litestar", Target(), _page, "The raw page.")
OF_PROCESS = {"storefront": DJANGO, "portal": LITESTAR}
