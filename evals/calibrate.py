"""Calibrate refusing: fit the weights of rag/refuse.py on development questions and write the risk-coverage curve.

    python -m evals.calibrate [--data FOLDER] [--fit]

With --fit the weights are fitted anew on the dev half and printed; the report measures the shipped ones on both halves.
`evals/calibration.jsonl` and `evals/refusals.jsonl` have questions written for this purpose beside `evals/cases/`.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.cases import CASES_DIR, read_cases
from evals.command import ready_adviser
from evals.records import Case, Kind, Split
from evals.score import says_correction
from evals.statistics import wilson
from rag.adviser import Adviser, Weighed
from rag.query import QuestionKind
from rag.refuse import CERTAIN, MIN_ADVICE_CONFIDENCE, MIN_CONFIDENCE, is_refused
from rag.settings import Settings, choose_data_dir

EXTRA = (CASES_DIR.parent / "calibration.jsonl", CASES_DIR.parent / "refusals.jsonl")
TARGET = CASES_DIR.parent / "risk_coverage.md"
FOLDS = 10
SEED = 20121112
RIDGE = 3.0
ROUNDS = 50
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


def auroc(answerable: Matrix, unanswerable: Matrix) -> float:
    """Return the chance that an answerable question scores above an unanswerable one."""
    wins = (answerable[:, None] > unanswerable[None]).mean() + 0.5 * (answerable[:, None] == unanswerable[None]).mean()
    return float(wins)


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
