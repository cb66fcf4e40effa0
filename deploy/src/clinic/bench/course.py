"""The course of a benchmark: a clinic, its population, every measure, and the same again ten times as big."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import psycopg

from clinic.bench import (
    auditing,
    browsing,
    buying,
    desk,
    driver,
    figure,
    house,
    population,
    raw,
    report,
    usage,
)
from clinic.bench.auditing import Audited
from clinic.bench.figure import Figures
from clinic.bench.first import Firsts, come_in
from clinic.bench.house import House
from clinic.bench.population import Population
from clinic.bench.scenario import Errands, Pages, Stage
from clinic.home import Home
from clinic.relay import SCHEMAS
from clinic.story.waiting import until
from clinic.unable import Unable

Measure = Pages | Errands | Audited
MEASURES: Sequence[Measure] = (
    *browsing.PAGES,
    *buying.PAGES,
    *buying.ERRANDS,
    *desk.PAGES,
    auditing.AUDITED,
)
RUNS = 3
RESTS = 300.0
_LEFT = "SELECT 1 FROM {schema}.outbox WHERE done_at IS NULL AND dead_at IS NULL AND failures = 0 LIMIT 1"
SECONDS = 5.0
ASKED = 8_000
SMALL = Population(products=60, orders=100, cases=120)


def run(home: Home, *, wanted: Sequence[str], scales: Sequence[int], is_quick: bool) -> bool:
    """Measure, print the table and keep the figures; return whether every target was met.

    :param wanted: the names of the measures; by default all.
    :param is_quick: one short run of each on a small clinic: whether it works, not how fast it is.
    :raises Unable: there is no such measure, or one of them answered wrongly.
    """
    chosen = _chosen(wanted)
    found: dict[int, Mapping[str, Figures]] = {}
    with house.opened(home.root) as here:
        driver.stay_on_the_last_core()
        firsts = come_in(here)
        before, asked = Population(0, 0, 0), 0
        for scale in scales:
            size = SMALL if is_quick else Population.of(scale)
            more = 250 if is_quick else ASKED
            _fill(here, firsts, before, size, range(asked, asked + more))
            before, asked = size, asked + more
            stage = Stage(here, home.root, 1.0 if is_quick else SECONDS, firsts.clinician, asked, is_quick)
            found[scale] = _measured(stage, chosen)
        memory = {name: _memory(here, name) for name in here.processes}
    return report.tell(home.root, MEASURES, found, memory, keep=not (is_quick or wanted))


def _chosen(wanted: Sequence[str]) -> Sequence[Measure]:
    known = {measure.name: measure for measure in MEASURES}
    if missing := set(wanted) - set(known):
        raise Unable(f"There is no measure {', '.join(sorted(missing))}; there are {', '.join(known)}.")
    return [known[name] for name in known if not wanted or name in wanted]


def _fill(here: House, firsts: Firsts, before: Population, size: Population, asked: range) -> None:
    print(f"Filling: {size.products:,} products, {size.orders:,} orders, {size.cases:,} cases", flush=True)
    population.fill_shop(here, firsts, before, size)
    population.fill_records(here, firsts.decided, "decided", range(before.cases, size.cases))
    population.fill_records(here, firsts.asked, "asked", asked)
    with psycopg.connect(
        here.database("rx")
    ) as connection:  # a benchmark is longer than a clinician's absence
        connection.execute(
            "UPDATE rx.login_session SET idle_until = now() + interval '1 day',"
            " absolute_until = now() + interval '1 day' WHERE staff_id IS NOT NULL"
        )


def _measured(stage: Stage, chosen: Sequence[Measure]) -> Mapping[str, Figures]:
    raws = {name: _median(stage, page) for name, page in raw.OF_PROCESS.items() if _needs(chosen, name)}
    found: dict[str, Figures] = {
        page.name: raws[name] for name, page in raw.OF_PROCESS.items() if name in raws
    }
    for measure in chosen:
        _rest(stage.house)
        statements = measure.count(stage)
        process = measure.processes[0] if isinstance(measure, Errands) else measure.process
        figures = figure.against(_median(stage, measure), raws.get(process))
        found[measure.name] = replace(figures, statements=statements)
        report.say(measure, found[measure.name])
    return found


def _rest(here: House) -> None:
    """Wait until the jobs of what was measured before are done: they would run beside what comes next."""
    for application, (schema, _) in SCHEMAS.items():
        until("the last measure's jobs", partial(_is_idle, here.database(application), schema), RESTS)


def _is_idle(url: str, schema: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute(_LEFT.format(schema=schema).encode()).fetchone() is None


def _needs(chosen: Sequence[Measure], process: str) -> bool:
    return any(process in getattr(one, "processes", [getattr(one, "process", "")]) for one in chosen)


def _median(stage: Stage, measure: Measure) -> Figures:
    """Return the middle of three runs; the first, in which everything is warmed, does not count."""
    if stage.is_quick:
        return measure.run(stage, 0)
    runs = [measure.run(stage, number) for number in range(RUNS + 1)]
    return figure.median(runs[1:])


def _memory(here: House, name: str) -> Sequence[float]:
    found = usage.memory_mb(here.processes[name].pid)
    return [round(one, 1) for one in found.values() if one > 1]


def main(home: Home) -> bool:
    """Run what the environment asks for: BENCH names measures, SCALE the sizes (1, 10), QUICK a short run."""
    scales = [int(one) for one in os.environ.get("SCALE", "1,10").split(",")]
    is_quick = bool(os.environ.get("QUICK"))
    wanted = os.environ.get("BENCH", "").replace(",", " ").split()
    return run(Home(Path(home.root)), wanted=wanted, scales=[1] if is_quick else scales, is_quick=is_quick)
