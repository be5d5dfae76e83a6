"""Rows of tables and lists as sets: the tables are a complete oracle, so precision and recall are both exact."""

from evals.metrics.base import Metric, share
from evals.records import Outcome


def row_recall(outcome: Outcome) -> float | None:
    """Return the share of expected rows that are given."""
    return share(outcome.rows_found)


def row_precision(outcome: Outcome) -> float | None:
    """Return the share of given table rows that were asked for; 0 when none is given."""
    if not outcome.rows_found:
        return None
    if not outcome.rows_given:
        # rows told in running text are found without being rows: nothing is given that was not asked
        return float(any(outcome.rows_found))
    return 1 - len(outcome.rows_extra) / outcome.rows_given


def row_f1(outcome: Outcome) -> float | None:
    """Return the harmonic mean of row precision and recall."""
    precision, recall = row_precision(outcome), row_recall(outcome)
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def row_exact(outcome: Outcome) -> float | None:
    """Return 1 when exactly the expected rows are given."""
    return float(outcome.exact) if outcome.rows_found else None


METRICS = (
    Metric("row_recall", row_recall),
    Metric("row_precision", row_precision),
    Metric("row_f1", row_f1),
    Metric("row_exact", row_exact, binary=True),
)
