"""Measure the steps of one question."""

from time import perf_counter


class Clock:
    """Measure the steps of one question in milliseconds."""

    def __init__(self) -> None:
        self._start = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """Record the time since the step before as that of the step `name`."""
        now = perf_counter()
        self._laps[name] = round(1000 * (now - self._last), 2)
        self._last = now

    def timings(self) -> dict[str, float]:
        """Return the milliseconds of every step and of all together."""
        return {"total": round(1000 * (self._last - self._start), 2), **self._laps}
