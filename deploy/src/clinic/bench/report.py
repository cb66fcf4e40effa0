"""The figures as a table for people and as a file for comparison."""

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from clinic.bench import driver
from clinic.bench.figure import Figures
from clinic.bench.target import FLAT, MEMORY_MB, Target

HEAD = (
    "| What | per second | p50 ms | p95 ms | p99 ms | SQL | CPU ms | DB CPU ms | ratio | target |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|",
)


class Measured(Protocol):
    """What a line of the table is about."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def target(self) -> Target: ...  # noqa: D102


def say(measure: Measured, found: Figures) -> None:
    """Print one line as soon as it is known."""
    print(_line(measure, found), flush=True)


def tell(
    root: Path,
    measures: Sequence[Measured],
    found: Mapping[int, Mapping[str, Figures]],
    memory: Mapping[str, Sequence[float]],
    *,
    keep: bool,
) -> bool:
    """Print everything, keep it below `bench/` if asked, and return whether all targets were met."""
    parts, met = [], True
    for scale, figures in found.items():
        known = [one for one in measures if one.name in figures]
        parts.append(f"## Scale {scale}\n")
        parts += [
            f"Raw page, {name}: {figures[name].rate:,.0f}/s" for name in figures if name.startswith("raw")
        ]
        parts += ["", *HEAD, *(_line(one, figures[one.name]) for one in known), ""]
        met &= not any(one.target.missed(figures[one.name]) for one in known)
    bent = _bent(found)
    parts += [
        "## Ten times the data\n",
        *(bent or ["Nothing changed by more than a fifth, or one size only."]),
        "",
    ]
    parts += ["## Memory at the end\n", *_memory(memory), ""]
    heavy = [name for name in ("storefront", "portal") if max(memory[name]) > MEMORY_MB]
    text = "\n".join([f"Machine: {json.dumps(machine())}\n", *parts])
    print("\n" + text)
    if keep:
        folder = root / "bench"
        (folder / "results.json").write_text(json.dumps(_content(found, memory), indent=1) + "\n")
        (folder / "results.md").write_text(text)
    return met and not bent and not heavy


def machine() -> Mapping[str, Any]:
    """Return what the figures hang on, without names or paths of the host."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.is_file() else []
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    cores = sum(line.startswith("processor") for line in lines)
    python = platform.python_version()
    return {
        "processor": model or platform.machine(),
        "cores": cores,
        "python": python,
        "driver": driver.name(),
    }


def _line(measure: Measured, found: Figures) -> str:
    missed = measure.target.missed(found)
    verdict = "not met: " + ", ".join(missed) if missed else "met"
    cells = [
        measure.title,
        f"{found.rate:,.1f}",
        *(f"{each:,.1f}" for each in (found.p50_ms, found.p95_ms, found.p99_ms)),
    ]
    cells += ["" if found.statements is None else f"{found.statements:g}"]
    cells += [
        f"{found.server_cpu_ms:.2f}",
        f"{found.database_cpu_ms:.2f}",
        f"{found.ratio or 0:.3f}",
        verdict,
    ]
    return f"| {' | '.join(cells)} |"


def _bent(found: Mapping[int, Mapping[str, Figures]]) -> list[str]:
    """Return what became slower by more than it may, between the smallest and the biggest clinic."""
    if len(found) < 2:  # noqa: PLR2004 - two sizes make a comparison
        return []
    small, big = found[min(found)], found[max(found)]
    return [
        f"{name}: {big[name].rate / small[name].rate - 1:+.0%}"
        for name in small
        if name in big and not name.startswith("raw") and big[name].rate < (1 - FLAT) * small[name].rate
    ]


def _memory(memory: Mapping[str, Sequence[float]]) -> list[str]:
    return [f"{name}: {' + '.join(f'{one:.0f}' for one in sizes)} MB" for name, sizes in memory.items()]


def _content(
    found: Mapping[int, Mapping[str, Figures]], memory: Mapping[str, Sequence[float]]
) -> Mapping[str, Any]:
    rounded = {
        f"scale {scale}": {
            name: {
                key: round(value, 3) if isinstance(value, float) else value
                for key, value in asdict(one).items()
            }
            for name, one in figures.items()
        }
        for scale, figures in found.items()
    }
    return {"machine": machine(), **rounded, "memory_mb": memory}
