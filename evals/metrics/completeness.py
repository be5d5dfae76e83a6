"""Answer points, complete answers, and the headline."""

from evals.metrics.base import Metric, share
from evals.records import Outcome


def right(outcome: Outcome) -> float:
    """Return 1 when the answer is complete and fully supported (as in FACTS Grounding: all or nothing)."""
    return float(outcome.right)


def score(outcome: Outcome) -> float:
    """Return +1 right, 0 refused or crashed, -1 wrong (CRAG's truthfulness without its half point)."""
    return float(outcome.score)


def complete(outcome: Outcome) -> float:
    """Return 1 when all that must be said is said and nothing forbidden is."""
    return float(outcome.complete)


def points(outcome: Outcome) -> float | None:
    """Return the share of point groups found (ALCE's claim recall; the vital nuggets of TREC RAG)."""
    return share(outcome.points_found)


def okay_points(outcome: Outcome) -> float | None:
    """Return the share of points found that an answer may leave out (the okay nuggets of TREC RAG)."""
    return share(outcome.okay_points_found)


def clean(outcome: Outcome) -> float | None:
    """Return 1 when nothing forbidden is said; None where the case forbids nothing."""
    return float(not outcome.forbidden_found) if outcome.case.forbidden else None


METRICS = (
    Metric("right", right, binary=True),
    Metric("score", score),
    Metric("complete", complete, binary=True),
    Metric("points", points),
    Metric("okay_points", okay_points),
    Metric("clean", clean, binary=True),
)
