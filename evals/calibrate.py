"""Calibrate refusing: fit the weights of rag/refuse.py on development questions and write the risk-coverage curve.

    python -m evals.calibrate [--data FOLDER] [--fit]

With --fit the weights are fitted anew on the dev half and printed; the report measures the shipped ones on both halves.
`evals/calibration.jsonl` and `evals/refusals.jsonl` have questions written for this purpose beside `evals/cases/`.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from evals.calibrate_report import Matrix, Measured, describe, describe_premises, in_short
from evals.cases import CASES_DIR, read_cases
from evals.command import ready_adviser
from evals.records import Case, Kind, Split
from evals.score import says_correction
from rag.adviser import Adviser
from rag.query import QuestionKind
from rag.settings import Settings, choose_data_dir

EXTRA = (CASES_DIR.parent / "calibration.jsonl", CASES_DIR.parent / "refusals.jsonl")
TARGET = CASES_DIR.parent / "risk_coverage.md"
FOLDS = 10
SEED = 20121112
RIDGE = 3.0
ROUNDS = 50


def read_questions() -> tuple[Case, ...]:
    """Return the evaluation cases and the questions written for calibration."""
    return read_cases([*sorted(CASES_DIR.glob("*.jsonl")), *EXTRA])


def measure_cases(adviser: Adviser, cases: Sequence[Case]) -> list[Measured]:
    """Return what the adviser sees in every case."""
    found = []
    for case in cases:
        handled = False
        if case.correction:
            answer = adviser.ask_plainly(case.question, case.history, case.sources)
            handled = not answer.answered or says_correction(case, answer)
        found.append(Measured(case, adviser.weigh(case.question, case.history, case.sources), handled))
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


def as_matrix(measured: Sequence[Measured]) -> tuple[Matrix, Matrix]:
    """Return signals, shape (n, signals), and labels: 1 where the library answers."""
    signals = np.array([list(asdict(item.weighed.signals).values()) for item in measured], dtype=np.float64)
    return signals, np.array([float(not item.case.refuse) for item in measured])


def shipped_scores(measured: Sequence[Measured]) -> Matrix:
    """Return the confidence the adviser has with the shipped weights."""
    return np.array([item.weighed.sure for item in measured])


def held_out_scores(measured: Sequence[Measured]) -> Matrix:
    """Return the confidence by weights fitted without the case; as shipped where signals do not decide."""
    odds = cross_validate(*as_matrix(measured))
    return np.where([item.is_settled for item in measured], shipped_scores(measured), 1 / (1 + np.exp(-odds)))


def report(measured: Sequence[Measured], split: Split) -> list[str]:
    """Return the sections on one half of the questions."""
    half = [item for item in measured if item.case.split is split]
    plain = [item for item in half if item.case.kind is not Kind.FALSE_PREMISE]
    advice = [item for item in plain if item.weighed.query.kind is QuestionKind.ADVICE]
    lines = []
    if split is Split.DEV:
        lines += describe(plain, held_out_scores(plain), f"Dev half, held out ({FOLDS}-fold cross-validation)")
    lines += describe(plain, shipped_scores(plain), f"{split.value.capitalize()} half, shipped weights")
    lines += describe(
        advice, shipped_scores(advice), f"{split.value.capitalize()} half, of these the requests for advice"
    )
    return lines + describe_premises(half, f"{split.value.capitalize()} half, wrong premises")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="data folder (default: the user's)")
    parser.add_argument("--fit", action="store_true", help="fit the weights on the dev half and print them; no report")
    parser.add_argument("--dev", action="store_true", help="measure the dev half only and write no report")
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    adviser = ready_adviser(Settings(choose_data_dir(options.data)))
    splits = (Split.DEV,) if options.fit or options.dev else (Split.DEV, Split.TEST)
    measured = measure_cases(adviser, [case for case in read_questions() if case.split in splits])
    if options.fit:
        plain = [item for item in measured if item.case.kind is not Kind.FALSE_PREMISE]
        weights = fit(*as_matrix(plain))
        names = ("bias", *asdict(plain[0].weighed.signals))
        print("\n".join(f"    {name}={value:.2f}," for name, value in zip(names, weights, strict=True)))
        return
    lines = [
        "# Refusing: risk and coverage",
        "",
        "Made by `python -m evals.calibrate`; the signals are in rag/doubt.py, the weights in rag/refuse.py.",
        "Weights and threshold were chosen on the dev half alone. Rows are thresholds; coverage is the share answered.",
        "",
        *in_short(measured),
        *(line for split in splits for line in report(measured, split)),
    ]
    if not options.dev:
        options.output.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
