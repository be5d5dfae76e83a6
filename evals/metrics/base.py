"""What a measure is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.records import Outcome


@dataclass(frozen=True)
class Metric:
    """A measure of one outcome: a value of 0..1 (or a count), or None where the case does not ask for it.

    `None` depends on the case, never on how well the answer did: a crash or a refusal scores 0 and is kept. `binary`
    values are 0 or 1. `higher_is_better` is None where neither direction is an improvement.
    """

    key: str
    value: Callable[[Outcome], float | None]
    binary: bool = False
    higher_is_better: bool | None = True


def share(flags: Sequence[bool]) -> float | None:
    """Return the share of true values; None of nothing."""
    return sum(flags) / len(flags) if flags else None
