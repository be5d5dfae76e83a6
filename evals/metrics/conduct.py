"""Follow-up questions, stability, length and time."""

from evals.metrics.base import Metric
from evals.records import Kind, Outcome

RESOLVED_DEPTH = 5


def follow_up_resolved(outcome: Outcome) -> float | None:
    """Return 1 when the self-contained form of a follow-up finds a gold section among the first five."""
    if outcome.case.kind is not Kind.FOLLOW_UP or not outcome.case.gold:
        return None
    return float(any(key.startswith("gold-") for key in outcome.ranking[:RESOLVED_DEPTH]))


def stable(outcome: Outcome) -> float | None:
    """Return 1 when the same question gave the same answer a second time; None where it was asked once."""
    return None if outcome.stable is None else float(outcome.stable)


def length(outcome: Outcome) -> float | None:
    """Return the number of words of an answer."""
    return float(outcome.words) if outcome.answered else None


METRICS = (
    Metric("follow_up_resolved", follow_up_resolved, binary=True),
    Metric("stable", stable, binary=True),
    Metric("length", length, higher_is_better=None),
)
