"""Everybody at the same moment: how the invariants' tests contend, and how often."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import psycopg

ROUNDS = int(os.environ.get("ROUNDS", "20"))
"""How often each race is run within one test."""

Given = TypeVar("Given")
Answer = TypeVar("Answer")

DEADLOCK = psycopg.errors.DeadlockDetected.sqlstate


def in_threads(
    works: Sequence[Callable[[], Answer]], *, leave: Callable[[], None] = lambda: None
) -> list[Answer | Exception]:
    """Run each work in a thread of its own, all from the same moment on; `leave` ends each thread."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], Answer]) -> Answer | Exception:
        barrier.wait()
        try:
            return work()
        except Exception as error:
            return error
        finally:
            leave()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


async def in_tasks(works: Sequence[Callable[[], Awaitable[Answer]]]) -> list[Answer | BaseException]:
    """Run each work in a task of its own, all from the same moment on."""
    gate = asyncio.Event()

    async def run(work: Callable[[], Awaitable[Answer]]) -> Answer:
        await gate.wait()
        return await work()

    tasks = [asyncio.ensure_future(run(work)) for work in works]
    await asyncio.sleep(0)
    gate.set()
    return await asyncio.gather(*tasks, return_exceptions=True)


def kinds(answers: Sequence[object]) -> dict[str, int]:
    """Count answers by what they are; a database's own error by its SQLSTATE, so that none hides."""
    found: dict[str, int] = {}
    for answer in answers:
        cause = getattr(answer, "orig", answer)
        name = getattr(cause, "sqlstate", None) or type(answer).__name__
        found[name] = found.get(name, 0) + 1
    return found
