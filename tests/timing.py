"""Measure how long code takes on a machine that does other work too.

Another process or a cold cache makes a round slower, never faster. So what is not measured comes first, to warm up, and
of at most three measurements the best one counts: only code that is too slow by itself is over its limit in all three.
Garbage is not collected meanwhile: in a process that holds what thousands of tests made, that alone takes a second.
"""

import gc
import time
from collections.abc import Callable

ROUNDS = 3


def best_round(measure: Callable[[], float], limit: float, warm_up: Callable[[], object] | None = None) -> float:
    """Return the least of at most ROUNDS measurements; the first within `limit` is the last.

    `warm_up` goes before them; without it one measurement is made that does not count.
    """
    (warm_up or measure)()
    best = measure()
    for _ in range(ROUNDS - 1):
        if best <= limit:
            break
        best = min(best, measure())
    return best


def seconds_of(action: Callable[[], object]) -> float:
    """Return how many seconds one call of `action` takes."""
    collecting = gc.isenabled()
    gc.disable()
    start = time.perf_counter()
    try:
        action()
        return time.perf_counter() - start
    finally:
        if collecting:
            gc.enable()


def nothing() -> None:
    """Warm nothing up: for what is only waited for, or takes long."""
