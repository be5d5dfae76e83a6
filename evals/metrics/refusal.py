"""Refusing: always two rates beside each other, and what the confidence is worth.

Rejection and error rate as in NoMIRACL (Thakur et al., EMNLP Findings 2024); risk-coverage as in El-Yaniv and Wiener
(JMLR 2010); AUROC is the chance that an answerable question gets more confidence than an unanswerable one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics.base import Metric
from evals.records import Outcome

MAX_RISK = 0.05


def refused(outcome: Outcome) -> float:
    """Return 1 when the question is refused, rightly or not."""
    return float(not outcome.answered)


def rejected(outcome: Outcome) -> float | None:
    """Return 1 when a question the library does not answer is refused."""
    return float(not outcome.answered and not outcome.error) if outcome.case.refuse else None


def falsely_refused(outcome: Outcome) -> float | None:
    """Return 1 when a question the library answers is refused."""
    return float(not outcome.answered) if outcome.case.answerable else None


def corrected(outcome: Outcome) -> float | None:
    """Return 1 when a wrong premise is corrected, in an answer or in a refusal."""
    return float(outcome.corrected) if outcome.case.correction else None


@dataclass(frozen=True)
class RiskPoint:
    """At a confidence of at least `threshold`: the share of questions answered, and which share of those is wrong."""

    threshold: float
    coverage: float
    risk: float


def auroc(outcomes: Sequence[Outcome]) -> float | None:
    """Return P(confidence of an answerable case > of an unanswerable one), ties half; None without both kinds."""
    good = [o.confidence for o in outcomes if o.case.answerable and o.confidence is not None]
    bad = [o.confidence for o in outcomes if o.case.refuse and o.confidence is not None]
    if not good or not bad:
        return None
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return wins / (len(good) * len(bad))


def risk_coverage(outcomes: Sequence[Outcome]) -> tuple[RiskPoint, ...]:
    """Return the curve over answers given, surest first; a case without a confidence or an answer is not covered."""
    sure = sorted(
        ((o.confidence, o.right) for o in outcomes if o.answered and o.confidence is not None),
        key=lambda pair: -pair[0],
    )
    points, wrong = [], 0
    for number, (confidence, is_right) in enumerate(sure, 1):
        wrong += not is_right
        if number == len(sure) or sure[number][0] != confidence:
            points.append(RiskPoint(confidence, number / len(outcomes), wrong / number))
    return tuple(points)


def coverage_at_risk(points: Sequence[RiskPoint], risk: float = MAX_RISK) -> float:
    """Return the largest coverage at which at most `risk` of the answers is wrong."""
    return max((point.coverage for point in points if point.risk <= risk), default=0.0)


METRICS = (
    Metric("rejected", rejected, binary=True),
    Metric("falsely_refused", falsely_refused, binary=True, higher_is_better=False),
    Metric("corrected", corrected, binary=True),
    Metric("refused", refused, binary=True, higher_is_better=None),
)
