"""Keep one visitor from taking the chat from the others."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

# Visitors remembered; the one not seen longest is forgotten first, so that made-up visitors cost no memory.
MAX_VISITORS = 5000
# Questions a visitor may ask in one go before the rate counts.
BURST = 12


class TooFastError(Exception):
    """Say that a visitor must wait `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"wait {seconds:.1f} s")


class BusyError(Exception):
    """Say that `waiting` questions wait already."""

    def __init__(self, waiting: int) -> None:
        self.waiting = waiting
        super().__init__(f"{waiting} waiting")


@dataclass
class _Bucket:
    tokens: float
    filled: float


class RateLimit:
    """A token bucket per visitor: `burst` at once, `per_minute` on average."""

    def __init__(self, per_minute: int, burst: int = BURST, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._burst = min(burst, per_minute)
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, visitor: str) -> None:
        """Take one turn of `visitor`; raises TooFastError when there is none left."""
        now = self._clock()
        bucket = self._buckets.setdefault(visitor, _Bucket(self._burst, now))
        self._buckets.move_to_end(visitor)
        while len(self._buckets) > MAX_VISITORS:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.filled) * self.per_minute / 60)
        bucket.filled = now
        if bucket.tokens < 1:
            raise TooFastError((1 - bucket.tokens) * 60 / self.per_minute)
        bucket.tokens -= 1


class Admission:
    """Let `parallel` questions be answered at once and at most `waiting` wait for their turn."""

    def __init__(self, parallel: int, waiting: int) -> None:
        self._slots = asyncio.Semaphore(parallel)
        self._places = waiting
        self._waiting = 0

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        """Wait for a turn; raises BusyError at once when the queue is full."""
        if self._slots.locked() and self._waiting >= self._places:
            raise BusyError(self._waiting)
        self._waiting += 1
        try:
            await self._slots.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._slots.release()
