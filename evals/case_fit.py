"""Fit what the signals of the cases count for, so that the case that says what must be said comes first.

Run `python -m evals.case_fit --data FOLDER`; it prints the weights for rag/casebook.py. A case is right that says all
points of the situation. The files in HELD_OUT are seen by none.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.cases import SEALED
from evals.growing import Bench, load_bench, read_by_file, understand_case
from evals.match import AnswerText, find_groups, prepare
from evals.records import Case, Kind
from rag.case_signals import SIGNALS, measure_cases, told_nearness
from rag.library import Library
from rag.retrieve import retrieve
from rag.situations import as_told, fit_situation
from rag.word_shares import Floats

HELD_OUT = SEALED
# What keeps the weights small, steps of descent, their length and how much of the last goes on: enough for 5 weights.
RIDGE, STEPS, RATE, MOMENTUM = 1e-3, 2000, 0.01, 0.9


@dataclass(frozen=True, eq=False)
class Told:
    """The cases held against one situation: signals (cases, features), plain nearness, and which say all (cases,)."""

    file: str
    rows: Floats
    nearness: Floats
    whole: NDArray[np.bool_]


def measure_told(case: Case, file: str, texts: Sequence[AnswerText], bench: Bench) -> Told:
    """Return the cases of the casebook held against the situation of `case`; `texts` is what each of them says."""
    library = bench.library
    query, asked = understand_case(case, bench)
    found = retrieve(query, asked, library)
    situation = as_told(query, found, fit_situation(query, found, library).votes)
    whole = np.array([all(find_groups(text, case.points)) for text in texts], dtype=np.bool_)
    return Told(file, measure_cases(situation, library), told_nearness(found.tuned, library), whole)


def case_texts(library: Library) -> list[AnswerText]:
    """Return all that each case says, ready to be matched."""
    return [
        prepare("\n".join(library.entries[n].text for n in library.entries_at(case.places)))
        for case in library.chosen.cases
    ]


def fit_weights(told: Sequence[Told]) -> Floats:
    """Return the weights, shape (features,), that make it likeliest that a case that says all comes first.

    Conditional logit (McFadden 1974): the chance of a case is the softmax of its weighted signals.
    """
    learnt = [one for one in told if one.whole.any()]
    spread = np.vstack([one.rows for one in learnt]).std(axis=0)
    weights, momentum = np.zeros(len(spread)), np.zeros(len(spread))
    for step in range(STEPS):
        slope = np.mean([_slope(one.rows / spread, one.whole, weights) for one in learnt], axis=0)
        momentum = MOMENTUM * momentum + slope - RIDGE * weights
        weights += RATE * (1 - step / STEPS) * momentum
    return np.asarray(weights / spread)


def _slope(rows: Floats, whole: NDArray[np.bool_], weights: Floats) -> Floats:
    odds = rows @ weights
    chance = np.exp(odds - odds.max())
    right = chance * whole
    return np.asarray((right / max(right.sum(), 1e-30) - chance / chance.sum()) @ rows)


def first_whole(told: Sequence[Told], scores: Sequence[Floats], count: int) -> float:
    """Return of which share of the situations one of the `count` cases with the highest scores says all."""
    best = [np.argsort(-score, kind="stable")[:count] for score in scores]
    return float(np.mean([one.whole[rows].any() for one, rows in zip(told, best, strict=True)]))


def main() -> int:
    """Fit the weights, print them, and how often the right case comes first with and without them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="data folder with an index of the shipped library")
    bench = load_bench(parser.parse_args().data)
    texts = case_texts(bench.library)
    told = [
        measure_told(case, file, texts, bench)
        for file, case in read_by_file()
        if case.kind is Kind.SITUATION and case.points
    ]
    weights = fit_weights([one for one in told if one.file not in HELD_OUT])
    print(" ".join(f"{name}={value:.3f}" for name, value in zip(SIGNALS, weights, strict=True)))
    for name, is_held_out in (("learnt", False), ("held out", True)):
        own = [one for one in told if (one.file in HELD_OUT) == is_held_out]
        for label, scores in (
            ("nearness", [one.nearness for one in own]),
            ("weighed", [one.rows @ weights for one in own]),
        ):
            shares = " ".join(f"{count}: {first_whole(own, scores, count):.3f}" for count in (1, 3, 5, 16))
            print(f"{name} ({len(own)}), {label}: {shares}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
