"""Write a report as JSON: the same bytes on a second run, but for what stands under "times"."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.card import card_lines
from evals.compare import COMPARED, Comparison
from evals.metrics.all import all_metrics
from evals.records import Outcome, Report, Run
from evals.summary import Summary, cluster_of
from rag.errors import UsageError

FORMAT = 1
DIGITS = 6
# What the report keeps of bots and baselines per case: enough to test against them.
KEPT = ("right", "score", "complete")


def values_of(run: Run) -> dict[str, dict[str, float]]:
    """Return, per case id, the value of every measure the case asks for."""
    metrics = all_metrics(run.outcomes)
    return {
        outcome.case.id: {
            metric.key: round(value, DIGITS) for metric in metrics if (value := metric.value(outcome)) is not None
        }
        for outcome in run.outcomes
    }


def clusters_of(run: Run) -> dict[str, str]:
    """Return the cluster of every case id."""
    return {outcome.case.id: cluster_of(outcome) for outcome in run.outcomes}


def report_data(
    report: Report, summaries: list[Summary], comparisons: list[Comparison], times: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the report as plain data."""
    main = report.main
    values = values_of(main)
    per_case = {outcome.case.id: outcome.milliseconds for outcome in main.outcomes}
    return {
        "format": FORMAT,
        "facts": report.facts,
        "notes": list(report.notes),
        "card": list(card_lines(main.outcomes)),
        "runs": [summary_data(summary) for summary in summaries],
        "variants": [asdict(variant) for variant in report.variants],
        "comparisons": [asdict(comparison) for comparison in comparisons],
        "cases": [{**outcome_data(outcome), "metrics": values[outcome.case.id]} for outcome in main.outcomes],
        "others": {run.name: _kept(run) for run in report.runs[1:]},
        "times": {**times, **{f"p50_{s.name}": s.p50 for s in summaries}, "p95": summaries[0].p95, "cases": per_case},
    }


def summary_data(summary: Summary) -> dict[str, Any]:
    """Return the figures of one run as plain data, without times."""
    data = asdict(summary)
    for name in ("p50", "p95"):
        del data[name]
    return data


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Return one outcome as plain data, without times, its case flattened into it."""
    data = asdict(outcome)
    case = data.pop("case")
    del data["milliseconds"]
    return {"id": case.pop("id"), "case": case, "score": outcome.score, "right": outcome.right, **data}


def _kept(run: Run) -> dict[str, dict[str, float]]:
    return {case: {key: found[key] for key in KEPT} for case, found in values_of(run).items()}


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write `data`; a value that is not a number is an error here, never NaN in a file."""
    text = json.dumps(_rounded(data), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, Mapping):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def read_values(path: Path) -> dict[str, dict[str, float]]:
    """Return the values per case of an earlier report or baseline; raises UsageError `report_unreadable`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}")
        return {case["id"]: dict(case["metrics"]) for case in data["cases"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError("report_unreadable", file=path, reason=error) from None


def write_baseline(path: Path, report: Report) -> None:
    """Write what later runs are compared with, a case a line: small enough to commit, and a readable diff."""
    values = values_of(report.main)
    kept = {case: {key: own[key] for key in COMPARED if key in own} for case, own in sorted(values.items())}
    lines = [_line({"id": case, "metrics": _rounded(own)}) for case, own in kept.items()]
    cases = ",\n".join(lines)
    path.write_text(
        f'{{"format": {FORMAT},\n"facts": {_line(report.facts)},\n"cases": [\n{cases}\n]}}\n', encoding="utf-8"
    )


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False)
