"""Rules of what the trees of pointers learn from: whole answers in the right source, and no case that is held out."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from evals.boosting import Growth
from evals.cases import read_cases
from evals.growing import Bench
from evals.pointer_fit import HELD_OUT, Sample, grow_on, sample, share_first
from evals.records import Kind
from rag.embedding import Embedder
from rag.library import Library
from rag.pointer_signals import SIGNALS

CASES = Path(__file__).resolve().parents[2] / "evals" / "cases"


def test_every_file_that_is_held_out_is_there() -> None:
    assert all((CASES / f"{name}.jsonl").is_file() for name in HELD_OUT)


def test_a_pointer_is_whole_when_it_says_all_points_in_the_source_of_the_case(
    library: Library, embedder: Embedder
) -> None:
    case = next(c for c in read_cases([CASES / "keur.jsonl"]) if c.kind is Kind.DEFINITION and c.points)
    own = sample(case, "keur", Bench(library, embedder))
    assert own.rows.shape == (len(own.whole), len(SIGNALS))
    assert own.whole.any() and not own.whole.all()
    assert not (own.whole & ~own.answered).any()
    elsewhere = replace(case, gold=())
    assert not sample(elsewhere, "keur", Bench(library, embedder)).whole.any()


def test_what_comes_first_is_never_a_question_without_answer() -> None:
    random = np.random.default_rng(3)
    samples = []
    for _ in range(60):
        rows = random.normal(size=(20, len(SIGNALS)))
        answered = random.random(20) < 0.7
        samples.append(Sample("x", rows, (rows[:, 0] > 1.0) & answered, answered))
    trees = grow_on(samples, Growth(trees=20, levels=2, rate=0.3))
    firsts = share_first(samples, trees)
    possible = [one.whole.any() for one in samples]
    assert sum(firsts) >= 0.9 * sum(possible)
    assert all(can for first, can in zip(firsts, possible, strict=True) if first)
