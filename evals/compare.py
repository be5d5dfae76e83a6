"""Compare two runs case by case, and say whether a difference is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.metrics.base import Metric
from evals.statistics import ALPHA, holm, mcnemar, paired_randomisation

# What two runs are compared on: each is a promise to users; the rest explains them.
COMPARED = (
    "right",
    "score",
    "complete",
    "points",
    "row_exact",
    "citation_recall",
    "right_section",
    "rejected",
    "falsely_refused",
)

Values = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Comparison:
    """One measure over the cases both runs scored. `verdict` is better, worse or same (no difference shown).

    `p` is corrected for the number of measures (Holm). `error_reduction` is the share of the distance to perfect that
    was bridged (DUMB, arXiv 2305.13026); None where there was no distance.
    """

    key: str
    n: int
    before: float
    after: float
    p: float
    error_reduction: float | None
    verdict: str


def compare_values(
    before: Values,
    after: Values,
    clusters: Mapping[str, str],
    metrics: Sequence[Metric],
    keys: Sequence[str] = COMPARED,
) -> list[Comparison]:
    """Return a comparison per measure; `before` and `after` hold, per case id, the value of each measure.

    McNemar's exact test for 0/1 measures, else paired randomisation over clusters. Cases only one run has are left out.
    """
    by_key = {metric.key: metric for metric in metrics}
    drawn = []
    for key in keys:
        shared = [case for case in after if key in after[case] and key in before.get(case, {})]
        if not shared or key not in by_key:
            continue
        first, second = [before[case][key] for case in shared], [after[case][key] for case in shared]
        metric = by_key[key]
        p = (
            mcnemar(first, second)
            if metric.binary
            else paired_randomisation(first, second, [clusters[case] for case in shared])
        )
        drawn.append((metric, len(shared), sum(first) / len(first), sum(second) / len(second), p))
    corrected = holm([row[-1] for row in drawn])
    return [_judge(*row[:-1], p) for row, p in zip(drawn, corrected, strict=True)]


def _judge(metric: Metric, n: int, before: float, after: float, p: float) -> Comparison:
    room = (1 - before) if metric.higher_is_better else before
    gain = (after - before) if metric.higher_is_better else (before - after)
    verdict = "same" if p >= ALPHA else "better" if gain > 0 else "worse"
    return Comparison(metric.key, n, before, after, p, gain / room if room > 0 else None, verdict)
