"""Calibrate refusing: fit the weights of rag/refuse.py on development questions and write the risk-coverage curve.

    python -m evals.calibrate [--data FOLDER] [--split dev|test] [--fit]

With --fit the weights are fitted anew and printed, with cross-validated figures; without it the shipped weights are
measured. `evals/calibration.jsonl` has questions written for this purpose beside the cases in `evals/cases/`.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.cases import CASES_DIR, read_cases
from evals.command import ready_adviser
from evals.records import Case, Kind
from evals.statistics import wilson
from rag.adviser import Adviser
from rag.doubt import Signals
from rag.query import QuestionKind
from rag.refuse import MIN_ADVICE_CONFIDENCE, MIN_CONFIDENCE, confidence
from rag.settings import Settings, choose_data_dir

EXTRA = CASES_DIR.parent / "calibration.jsonl"
TARGET = CASES_DIR.parent / "risk_coverage.md"
FOLDS = 10
SEED = 20121112
RIDGE = 3.0
ROUNDS = 50
# Share of answerable questions refused at each row of the table.
FALSE_REFUSALS = (0.0, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2)
LEFT_ASIDE = (Kind.FALSE_PREMISE,)

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """A case with its signals; `exempt` where the answer is rows the question names so exactly that doubt is set aside."""

    case: Case
    kind: str
    signals: Signals
    exempt: bool

    @property
    def answerable(self) -> bool:
        """Tell whether the library holds an answer."""
        return not self.case.refuse

    @property
    def advice(self) -> bool:
        """Tell whether the question is taken as a request for advice."""
        return self.kind == QuestionKind.ADVICE


def measure_cases(adviser: Adviser, cases: Sequence[Case]) -> list[Measured]:
    """Return the signals of every case, as the adviser sees them."""
    found = []
    for case in cases:
        weighed = adviser.weigh(case.question, case.history, case.sources)
        found.append(Measured(case, weighed.query.kind.value, weighed.signals, weighed.exempt))
    return found


def fit(signals: Matrix, labels: Matrix) -> Matrix:
    """Return bias and weights of a ridge logistic regression (Newton's method); both classes count for the same."""
    counts = np.where(labels == 1, 0.5 / labels.sum(), 0.5 / (1 - labels).sum()) * len(labels)
    centre, spread = signals.mean(0), signals.std(0) + 1e-9
    rows = np.c_[np.ones(len(signals)), (signals - centre) / spread]
    ridge = RIDGE * np.eye(rows.shape[1])
    ridge[0, 0] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (chance - labels)) + ridge @ weights
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + ridge
        weights -= np.linalg.solve(bend, slope)
    raw = weights[1:] / spread
    return np.asarray(np.r_[weights[0] - raw @ centre, raw], dtype=np.float64)


def cross_validate(signals: Matrix, labels: Matrix) -> Matrix:
    """Return for every case the log odds by weights fitted without its fold."""
    fold = np.random.default_rng(SEED).integers(0, FOLDS, len(labels))
    odds = np.zeros(len(labels))
    for number in range(FOLDS):
        inside = fold == number
        weights = fit(signals[~inside], labels[~inside])
        odds[inside] = weights[0] + signals[inside] @ weights[1:]
    return odds


def auroc(answerable: Matrix, unanswerable: Matrix) -> float:
    """Return the chance that an answerable question scores above an unanswerable one."""
    wins = (answerable[:, None] > unanswerable[None]).mean() + 0.5 * (answerable[:, None] == unanswerable[None]).mean()
    return float(wins)


def as_matrix(measured: Sequence[Measured]) -> tuple[Matrix, Matrix]:
    """Return signals, shape (n, signals), and labels: 1 where the library answers."""
    signals = np.array([list(asdict(item.signals).values()) for item in measured], dtype=np.float64)
    return signals, np.array([float(item.answerable) for item in measured])


def shipped_scores(measured: Sequence[Measured]) -> Matrix:
    """Return the confidence of the shipped weights; 1 where doubt is set aside."""
    return np.array([1.0 if item.exempt else confidence(item.signals) for item in measured])


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


def describe(measured: Sequence[Measured], scores: Matrix, threshold: float, title: str) -> list[str]:
    """Return a section of the report: curve, AUROC and what the shipped threshold does."""
    labels = np.array([float(item.answerable) for item in measured])
    if not 0 < labels.sum() < len(labels):
        return []
    wrong = [
        item.case.id for item, score in zip(measured, scores, strict=True) if item.answerable and score < threshold
    ]
    good, bad = int(labels.sum()), int(len(labels) - labels.sum())
    refused = int((scores[labels == 0] < threshold).sum())
    low, high = wilson(refused, bad)
    return [
        f"## {title}",
        "",
        f"{good} answerable, {bad} unanswerable questions; AUROC {auroc(scores[labels == 1], scores[labels == 0]):.3f}.",
        f"Threshold {threshold}: {refused} of {bad} unanswerable refused ({refused / bad:.0%}, 95% {low:.0%}-{high:.0%}), "
        f"{len(wrong)} of {good} answerable refused ({len(wrong) / good:.1%}).",
        "",
        "| threshold | false refusals | unanswerable refused | coverage | risk (unanswerable among answered) |",
        "|---|---|---|---|---|",
        *curve_rows(scores, labels),
        "",
        f"Answerable, yet below the threshold: {', '.join(wrong) or 'none'}.",
        "",
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the report for the chosen split."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="data folder (default: the user's)")
    parser.add_argument("--split", default="dev", choices=("dev", "test"))
    parser.add_argument("--fit", action="store_true", help="fit the weights anew on the dev split and print them")
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    adviser = ready_adviser(Settings(choose_data_dir(options.data)))
    cases = [*read_cases(sorted(CASES_DIR.glob("*.jsonl"))), *read_cases([EXTRA])]
    kept = [case for case in cases if case.split == options.split and case.kind not in LEFT_ASIDE]
    measured = measure_cases(adviser, kept)
    asked = [item for item in measured if not item.advice]
    advice = [item for item in measured if item.advice]
    lines = [
        "# Refusing: risk and coverage",
        "",
        "Made by `python -m evals.calibrate`; the signals are in rag/doubt.py, the weights in rag/refuse.py.",
        f"Split: {options.split}. Rows are thresholds; coverage is the share of all questions answered.",
        "",
    ]
    if options.split == "dev":
        signals, labels = as_matrix(asked)
        odds = cross_validate(signals, labels)
        held_out = np.where([item.exempt for item in asked], 1.0, 1 / (1 + np.exp(-odds)))
        lines += describe(asked, held_out, MIN_CONFIDENCE, f"Questions, held out ({FOLDS}-fold cross-validation)")
        if options.fit:
            weights = fit(signals, labels)
            names = ("bias", *asdict(asked[0].signals))
            print("\n".join(f"    {name}={value:.2f}," for name, value in zip(names, weights, strict=True)))
    lines += describe(asked, shipped_scores(asked), MIN_CONFIDENCE, "Questions, shipped weights")
    lines += describe(advice, shipped_scores(advice), MIN_ADVICE_CONFIDENCE, "Requests for advice, shipped weights")
    options.output.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
