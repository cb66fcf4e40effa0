"""The heap of a process that answers requests."""

import gc

YOUNG, MIDDLE, OLD = 25_000, 20, 50
"""After how many new objects, and how many rounds of the younger generation, garbage is looked for."""


def settle() -> None:
    """Keep what the process loaded out of every later round of garbage collection; once, before requests.

    A request makes a few thousand objects and lets nearly all of them go by itself: looked for as often as
    Python does it, and among all that was loaded, garbage cost a tenth of each answer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
