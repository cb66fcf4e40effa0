"""A quick measure of a running clinic: a few pages, asked for by several clients at once."""

import asyncio
import json
import statistics
import time
from collections.abc import Mapping

import httpx

from clinic import told
from clinic.home import Home

PAGES = (("storefront", "/"), ("storefront", "/readyz"), ("portal", "/"), ("portal", "/readyz"))
CLIENTS = 8
SECONDS = 5.0


def run(home: Home) -> None:
    """Measure each page for a few seconds, print the figures, and keep them in `bench/results.json`."""
    known = told.read(home)
    results = {f"{name} {path}": asyncio.run(measure(known.address(name) + path)) for name, path in PAGES}
    folder = home.root / "bench"
    folder.mkdir(exist_ok=True)
    (folder / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    for page, figures in results.items():
        print(f"{page:<24}" + "  ".join(f"{name} {value}" for name, value in figures.items()))


async def measure(url: str) -> Mapping[str, float]:
    """Ask for one page as fast as it is answered; return requests per second, p50, p95 and failures."""
    times: list[float] = []
    failed = 0
    end = time.perf_counter() + SECONDS

    async def client() -> None:
        nonlocal failed
        async with httpx.AsyncClient(timeout=30) as browser:
            while (begun := time.perf_counter()) < end:
                answer = await browser.get(url)
                failed += answer.is_error
                times.append(1000 * (time.perf_counter() - begun))

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    hundredths = statistics.quantiles(times, n=100)
    return {
        "req/s": round(len(times) / SECONDS, 1),
        "p50 ms": round(hundredths[49], 1),
        "p95 ms": round(hundredths[94], 1),
        "failed": failed,
    }
