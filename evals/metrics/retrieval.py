"""Retrieval by gold section, computed by ir-measures (MacAvaney, Macdonald and Ounis, ECIR 2022).

The only module that knows ir-measures. Without it the measures are left out and the report says so.
"""

from collections.abc import Sequence
from importlib.util import find_spec

from evals.metrics.base import Metric
from evals.records import Outcome

KEYS = {"recall@1": "R@1", "recall@5": "R@5", "recall@10": "R@10", "mrr@10": "RR@10", "ndcg@10": "nDCG@10"}


def is_available() -> bool:
    """Tell whether ir-measures is installed."""
    return find_spec("ir_measures") is not None


def retrieval_values(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """Return, per measure, its value for every case with gold sections; a case that found nothing scores 0.

    Two gold places that lie in one found section are two relevant documents at neighbouring ranks.
    """
    if not is_available():
        return {}
    import ir_measures

    asked = [o for o in outcomes if o.case.gold and o.case.answerable]
    truth = {o.case.id: {f"gold-{n}": 1 for n in range(len(o.case.gold))} for o in asked}
    runs = {o.case.id: {key: float(-rank) for rank, key in enumerate(o.ranking)} for o in asked}
    names = {ir_measures.parse_measure(name): key for key, name in KEYS.items()}
    values: dict[str, dict[str, float]] = {key: {o.case.id: 0.0 for o in asked} for key in KEYS}
    for found in ir_measures.iter_calc(list(names), truth, runs):
        values[names[found.measure]][found.query_id] = float(found.value)
    return values


def retrieval_metrics(outcomes: Sequence[Outcome]) -> tuple[Metric, ...]:
    """Return one Metric per measure, its values already computed over `outcomes`."""
    return tuple(_looked_up(key, values) for key, values in retrieval_values(outcomes).items())


def _looked_up(key: str, values: dict[str, float]) -> Metric:
    return Metric(key, lambda outcome: values.get(outcome.case.id), binary=False)
