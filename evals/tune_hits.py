"""Measure how often a question that was left out of the tuning finds what it was written for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.tune_cases import AskedCase
from evals.tune_samples import Samples
from rag.embedding import Vectors

FEW = 4


@dataclass(frozen=True)
class HitRates:
    """Of the questions left out, the share whose own sentence comes first, or among the first four, of the library.

    `reciprocal_rank` is the mean of 1/rank of that sentence; `kin` the share whose nearest learnt question leads to
    a sentence of its own.
    """

    questions: int
    first: float
    among_few: float
    reciprocal_rank: float
    kin: float

    def line(self) -> str:
        """Return the rates in one line."""
        return (
            f"own sentence first {self.first:.3f}, among {FEW} {self.among_few:.3f}, "
            f"reciprocal rank {self.reciprocal_rank:.3f}; nearest question alike {self.kin:.3f}; of {self.questions}"
        )


def hit_rates(samples: Samples, out: Sequence[int], learnt: Sequence[int], asked: Vectors, said: Vectors) -> HitRates:
    """Return the rates of the answered questions of `out`; `asked` and `said` have a row per question and sentence."""
    questions = samples.questions
    tried = [number for number in out if not questions[number].is_gap]
    known = np.array([n for n in learnt if questions[n].is_pointer and not questions[n].is_gap])
    ranks, kin = [], []
    for number in tried:
        near = said @ asked[number]
        best = max(near[row] for row in questions[number].answers)
        ranks.append(1 + int((near > best).sum()))
        nearest = known[int(np.argmax(asked[known] @ asked[number]))]
        kin.append(bool(set(questions[nearest].answers) & set(questions[number].answers)))
    found = np.array(ranks)
    return HitRates(
        len(tried),
        float((found == 1).mean()),
        float((found <= FEW).mean()),
        float((1 / found).mean()),
        float(np.mean(kin)),
    )


def case_line(cases: Sequence[AskedCase], pointers: Vectors, asked: Vectors) -> str:
    """Return how often the pointer nearest to a case says all, and one of the nearest few, learnt and held out.

    `pointers` and `asked` have a row per pointer and per case; a case looks among the pointers that were near it.
    """
    parts = []
    for name, is_held_out in (("learnt", False), ("held out", True)):
        ranks = np.array([
            _rank_of_whole(case, pointers, vector)
            for case, vector in zip(cases, asked, strict=True)
            if case.is_held_out == is_held_out
        ])  # fmt: skip
        if len(ranks):
            first, few = (ranks == 1).mean(), (ranks <= FEW).mean()
            parts.append(f"{name} ({len(ranks)}): first {first:.3f}, among {FEW} {few:.3f}")
    return "nearest pointer whole, cases " + "; ".join(parts)


def _rank_of_whole(case: AskedCase, pointers: Vectors, vector: Vectors) -> int:
    near = pointers[list(case.near)] @ vector
    is_whole = np.isin(case.near, case.whole)
    return 1 + int((near > near[is_whole].max()).sum())
