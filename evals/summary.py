"""From outcomes to figures: every measure with its interval, over all cases and per group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.cases import APART, GRADES, LATER
from evals.generate import TAG
from evals.metrics.all import all_metrics
from evals.metrics.base import Metric
from evals.metrics.refusal import RiskPoint, auroc, coverage_at_risk, risk_coverage
from evals.places import table_number
from evals.records import Kind, Outcome, Run, Split
from evals.statistics import Estimate, estimate, quantile

ALL = "all"
HAND, TABLES, GRADE = "hand", "tables", "grade"
# Where a list stands: its table, and the labels of rows that the generator wrote into the tags.
ROW_LABELS = ("Disciplinaire invalshoek: ", "Fase: ")


@dataclass(frozen=True)
class Summary:
    """The figures of one run: `groups[group][measure]`; "all" first, then per kind, origin, split and grade.

    `tables` has the same per table, discipline and phase, of the cases that ask for rows.
    """

    name: str
    groups: dict[str, dict[str, Estimate]]
    tables: dict[str, dict[str, Estimate]]
    auroc: float | None
    curve: tuple[RiskPoint, ...]
    coverage_at_risk: float | None
    without_confidence: int
    p50: float
    p95: float


def summarise(run: Run, per_group: bool = True) -> Summary:
    """Return the figures of `run`: of every group, or of all cases only."""
    outcomes = run.outcomes
    metrics = all_metrics(outcomes)
    wanted: dict[str, Sequence[Outcome]] = {**grouped(outcomes)} if per_group else {ALL: outcomes}
    groups = {name: measure(own, metrics) for name, own in wanted.items()}
    tables = {name: measure(own, metrics) for name, own in grouped_rows(outcomes).items()} if per_group else {}
    curve = risk_coverage(outcomes)
    times = [outcome.milliseconds for outcome in outcomes]
    return Summary(
        name=run.name,
        groups=groups,
        tables=tables,
        auroc=auroc(outcomes),
        curve=curve,
        coverage_at_risk=coverage_at_risk(curve) if curve else None,
        without_confidence=sum(outcome.confidence is None for outcome in outcomes),
        p50=quantile(times, 0.5),
        p95=quantile(times, 0.95),
    )


def grouped(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Return the outcomes of every group that has any."""
    tests: dict[str, Callable[[Outcome], bool]] = {ALL: lambda outcome: True}
    for kind in Kind:
        tests[kind.value] = lambda outcome, kind=kind: outcome.case.kind is kind  # type: ignore[misc]
    tests[HAND] = lambda outcome: TAG not in outcome.case.tags
    tests[TABLES] = lambda outcome: TAG in outcome.case.tags
    for tag in (*LATER, *APART):
        tests[tag] = lambda outcome, tag=tag: tag in outcome.case.tags  # type: ignore[misc]
    for grade in GRADES:
        tests[f"{GRADE}{grade}"] = lambda outcome, grade=grade: outcome.case.difficulty == grade  # type: ignore[misc]
    for split in Split:
        tests[split.value] = lambda outcome, split=split: outcome.case.split is split  # type: ignore[misc]
    found = {name: [outcome for outcome in outcomes if test(outcome)] for name, test in tests.items()}
    return {name: own for name, own in found.items() if own}


def grouped_rows(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Return the outcomes that ask for rows by their table, then by discipline and phase, in order of name."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        case = outcome.case
        if not case.rows:
            continue
        tables = [f"{case.gold[0].source}, {case.table}"] if case.gold and table_number(case.table) else []
        for name in (*tables, *(tag for tag in case.tags if tag.startswith(ROW_LABELS))):
            found.setdefault(name, []).append(outcome)
    return dict(sorted(found.items(), key=lambda pair: (pair[0].startswith(ROW_LABELS), pair[0])))


def measure(outcomes: Sequence[Outcome], metrics: Sequence[Metric]) -> dict[str, Estimate]:
    """Return the estimate of every measure that any of the outcomes asks for."""
    found = {}
    for metric in metrics:
        scored = [(value, cluster_of(o)) for o in outcomes if (value := metric.value(o)) is not None]
        values, clusters = [value for value, _ in scored], [cluster for _, cluster in scored]
        result = estimate(values, clusters, metric.binary, unscored=len(outcomes) - len(scored))
        if result:
            found[metric.key] = result
    return found


def cluster_of(outcome: Outcome) -> str:
    """Return what an outcome stands or falls with: its first gold section and table, or else itself alone."""
    case = outcome.case
    return f"{case.gold[0].source}: {case.gold[0].section}, {case.table}" if case.gold else case.id
