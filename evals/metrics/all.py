"""All measures in the order of the report."""

from collections.abc import Sequence

from evals.metrics import citations, completeness, conduct, faithfulness, places, refusal, rows
from evals.metrics.base import Metric
from evals.metrics.retrieval import retrieval_metrics
from evals.records import Outcome

PLAIN = (
    *completeness.METRICS,
    *rows.METRICS,
    *citations.METRICS,
    *faithfulness.METRICS,
    *places.METRICS,
    *refusal.METRICS,
    *conduct.METRICS,
)


def all_metrics(outcomes: Sequence[Outcome]) -> tuple[Metric, ...]:
    """Return every measure that can be computed over `outcomes`."""
    return (*PLAIN, *retrieval_metrics(outcomes))
