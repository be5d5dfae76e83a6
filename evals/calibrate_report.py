"""Say in Markdown how refusing does on one half of the questions: risk-coverage curves, thresholds, wrong premises."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.records import Case, Split
from evals.statistics import wilson
from rag.adviser import Weighed
from rag.refuse import CERTAIN, MIN_ADVICE_CONFIDENCE, MIN_CONFIDENCE, is_refused

# Share of answerable questions refused at each row of the table.
FALSE_REFUSALS = (0.0, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2)

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """A case with what the adviser sees in it, and whether its wrong premise is refused or corrected."""

    case: Case
    weighed: Weighed
    handled: bool = False

    @property
    def is_settled(self) -> bool:
        """Tell whether the signals do not decide: nothing to say, or doubt is set aside."""
        return self.weighed.sure in (0.0, CERTAIN)


def auroc(answerable: Matrix, unanswerable: Matrix) -> float:
    """Return the chance that an answerable question scores above an unanswerable one."""
    wins = (answerable[:, None] > unanswerable[None]).mean() + 0.5 * (answerable[:, None] == unanswerable[None]).mean()
    return float(wins)


def curve_rows(scores: Matrix, labels: Matrix) -> list[str]:
    """Return the risk-coverage curve: thresholds by the share of answerable questions they refuse."""
    good, bad = np.sort(scores[labels == 1]), scores[labels == 0]
    rows = []
    for share in FALSE_REFUSALS:
        threshold = float(good[min(int(share * len(good)), len(good) - 1)])
        kept_good, kept_bad = int((good >= threshold).sum()), int((bad >= threshold).sum())
        coverage, risk = (kept_good + kept_bad) / len(scores), kept_bad / max(kept_good + kept_bad, 1)
        refused = (bad < threshold).mean()
        rows.append(
            f"| {threshold:.2f} | {1 - kept_good / len(good):.1%} | {refused:.1%} | {coverage:.1%} | {risk:.1%} |"
        )
    return rows


def describe(measured: Sequence[Measured], scores: Matrix, title: str) -> list[str]:
    """Return a section of the report: curve, AUROC and what the shipped threshold does."""
    labels = np.array([float(not item.case.refuse) for item in measured])
    if not 0 < labels.sum() < len(labels):
        return []
    wrong = [
        item.case.id
        for item, score in zip(measured, scores, strict=True)
        if not item.case.refuse and is_refused(item.weighed.query, float(score))
    ]
    good, bad = int(labels.sum()), int(len(labels) - labels.sum())
    refused = sum(
        item.case.refuse and is_refused(item.weighed.query, float(score))
        for item, score in zip(measured, scores, strict=True)
    )
    return [
        f"## {title}",
        "",
        f"{good} answerable, {bad} unanswerable questions; AUROC {auroc(scores[labels == 1], scores[labels == 0]):.3f}.",
        f"Threshold {MIN_CONFIDENCE} ({MIN_ADVICE_CONFIDENCE} for advice): {_share(refused, bad)} unanswerable refused, "
        f"{_share(len(wrong), good)} answerable refused.",
        "",
        "| threshold | false refusals | unanswerable refused | coverage | risk (unanswerable among answered) |",
        "|---|---|---|---|---|",
        *curve_rows(scores, labels),
        "",
        f"Answerable, yet below the threshold: {', '.join(wrong) or 'none'}.",
        "",
    ]


def describe_premises(measured: Sequence[Measured], title: str) -> list[str]:
    """Return the section on wrong premises: how many are refused or corrected, and how many answers corrected falsely."""
    wrong = [item for item in measured if item.case.correction]
    asked = [item for item in measured if item.case.answerable]
    falsely = [item.case.id for item in asked if item.weighed.corrected]
    missed = [item.case.id for item in wrong if not item.handled]
    return [
        f"## {title}",
        "",
        f"{_share(len(wrong) - len(missed), len(wrong))} refused or corrected, "
        f"{_share(sum(item.weighed.corrected for item in wrong), len(wrong))} with a correction of their own; "
        f"{_share(len(falsely), len(asked))} answerable questions corrected falsely"
        f"{': ' + ', '.join(falsely) if falsely else ''}.",
        "",
        f"Missed: {', '.join(missed) or 'none'}.",
        "",
    ]


def in_short(measured: Sequence[Measured]) -> list[str]:
    """Return what is reached on the half that nothing was tuned on, beside what is aimed at."""
    test = [item for item in measured if item.case.split is Split.TEST]
    if not test:
        return []
    bad = [item for item in test if item.case.refuse]
    good = [item for item in test if item.case.answerable]
    wrong = [item for item in test if item.case.correction]
    refused, falsely = (
        sum(is_refused(item.weighed.query, item.weighed.sure) for item in items) for items in (bad, good)
    )
    return [
        "In short, on the test half: "
        f"{_share(refused, len(bad))} unanswerable refused (aim 90%), "
        f"{_share(falsely, len(good))} answerable refused (aim at most 3%), "
        f"{_share(sum(item.handled for item in wrong), len(wrong))} wrong premises refused or corrected (aim 90%).",
        "The dev half flatters: its questions shaped the rules by which the kind of thing asked for is told.",
        "",
    ]


def _share(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{part} of {whole} ({part / max(whole, 1):.1%}, 95% {low:.0%}-{high:.0%})"
